import { createHash } from 'node:crypto';
import { readDer } from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { readPdf } from '../pdf/file.ts';
import { readCms } from './cms.ts';
import { bankPart, customerPart, digestOf } from './increments.ts';

/** From which signing a paper came: what its certificate and its seal were given for. Hexadecimal, lower case. */
export type Origin = {
  /** SHA-256 of the customer's certificate in DER. */
  readonly certificate: string;
  /** SHA-256 of the bytes that the bank's seal covers. */
  readonly digest: string;
};

/** The origin of a paper with both signatures; undefined for anything else. Whether it is whole is asked of `verify`. */
export function originOf(bytes: Uint8Array): Origin | undefined {
  const file = readPdf(bytes);
  if (!file.ok || file.value.revisions.length !== 3) return undefined;
  const [customer, bank] = [customerPart(file.value), bankPart(file.value)];
  if (!customer.ok || !bank.ok) return undefined;
  try {
    const cms = readCms(readDer(customer.value.contents).whole, OID.data);
    if (!cms.ok) return undefined;
    return {
      certificate: createHash('sha256').update(cms.value.signer.raw).digest('hex'),
      digest: digestOf(file.value, bank.value).toString('hex'),
    };
  } catch {
    return undefined;
  }
}
