import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { OID } from '../../asn1/oids.ts';
import { derOf, type SigningIdentity, signCms, toBuffer } from '../cms.ts';

const MAX_REQUEST_BYTES = 4 * 1024;
/** Under the arc of UUIDs: a policy that promises nothing. */
const POLICY = '2.25.227845611307120094475320786615428739014';

/** Answers a request of RFC 3161 with a token, or with a refusal (2.4.2); never throws. */
export async function answerStampRequest(
  identity: SigningIdentity,
  request: Uint8Array,
  now: number,
): Promise<Uint8Array> {
  try {
    const read = pkijs.TimeStampReq.fromBER(toBuffer(request));
    const { messageImprint, nonce } = read;
    if (messageImprint.hashAlgorithm.algorithmId !== OID.sha256) return refusal(BAD_ALGORITHM);
    if (messageImprint.hashedMessage.valueBlock.valueHexView.length !== 32) return refusal(BAD_FORMAT);
    const serial = randomBytes(8);
    serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
    const info = new pkijs.TSTInfo({
      version: 1,
      policy: POLICY,
      messageImprint,
      serialNumber: new asn1js.Integer({ valueHex: toBuffer(serial) }),
      genTime: new Date(Math.floor(now / 1000) * 1000),
      ...(nonce ? { nonce } : {}),
    });
    const token = await signCms(identity, { type: OID.tstInfo, content: derOf(info.toSchema()) });
    return derOf(
      new asn1js.Sequence({
        value: [
          new asn1js.Sequence({ value: [new asn1js.Integer({ value: 0 })] }),
          asn1js.fromBER(toBuffer(token)).result,
        ],
      }),
    );
  } catch {
    return refusal(BAD_FORMAT);
  }
}

/** Bits of PKIFailureInfo. */
const BAD_ALGORITHM = 0;
const BAD_FORMAT = 5;

const refusal = (bit: number): Uint8Array =>
  derOf(
    new asn1js.Sequence({
      value: [
        new asn1js.Sequence({
          value: [
            new asn1js.Integer({ value: 2 }),
            new asn1js.BitString({ valueHex: toBuffer(Uint8Array.of(0x80 >> bit)), unusedBits: 7 - bit }),
          ],
        }),
      ],
    }),
  );

/** A time-stamp authority for development as a server of its own: POST with the types of RFC 3161, 3.4. */
export const timeStampServer = (identity: SigningIdentity, now: () => number): Server =>
  createServer((request, response) => {
    const parts: Uint8Array[] = [];
    let length = 0;
    const refuse = (status: number) => response.writeHead(status, { connection: 'close' }).end();
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query')
      return void refuse(415);
    request.on('data', (part: Uint8Array) => {
      length += part.length;
      if (length <= MAX_REQUEST_BYTES) parts.push(part);
      else if (!response.headersSent) refuse(413);
    });
    request.on('end', () => {
      if (response.headersSent) return;
      answerStampRequest(identity, Buffer.concat(parts), now()).then(
        (answer) => response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer),
        () => refuse(500),
      );
    });
  });
