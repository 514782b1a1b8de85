import type { CompanyCase } from '#contracts/bank/company.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import type { Recognised } from './recognised.ts';
import type { World } from './world.ts';

/** So many codes in one visit that led nowhere, and no more are looked up. */
export const MOST_CODES = 5;

type Person = NonNullable<Recognised['document']>;

/**
 * Whether the form names this person as the one who comes: by name, kind of document and what the bank tells of its
 * number. The whole number the bank compares itself when the account is opened.
 */
export function isNamed({ agent }: CompanyCase, { name, type, number }: Person): boolean {
  return (
    agent.documentType === type &&
    agent.numberEnd === number.slice(-4) &&
    agent.name.normalize('NFC') === name.normalize('NFC')
  );
}

/** The form of a company, for the person it names and for nobody else: of another one nothing is told. */
export function companyPorts(
  { bank, visits }: Pick<World, 'bank' | 'visits'>,
  recognised: Pick<Recognised, 'document'>,
): Pick<FlowPorts, 'companyCase'> {
  let wrong = 0;
  visits.onWipe(() => {
    wrong = 0;
  });
  return {
    async companyCase({ caseCode }) {
      if (wrong >= MOST_CODES) return err({ code: 'tooMany' });
      const person = recognised.document;
      const reply = await bank.companyCase({ caseCode });
      if (!reply.ok) {
        if (reply.error.code !== 'notFound') return err({ code: 'unreachable' });
        wrong += 1;
        return err({ code: wrong >= MOST_CODES ? 'tooMany' : 'unknown' });
      }
      const found = reply.value;
      if (!person || !isNamed(found, person)) {
        wrong += 1;
        return err({ code: 'notNamed' });
      }
      if (found.state === 'opened') return err({ code: 'opened' });
      if (found.state === 'filed') return err({ code: 'notReviewed' });
      const { companyName, creditCode, legalRepresentative, address, phone, businessScope } = found;
      return ok({
        caseCode,
        companyName,
        creditCode,
        legalRepresentative,
        address,
        phone,
        businessScope,
        originals: found.originals,
        role:
          found.agent.name.normalize('NFC') === legalRepresentative.normalize('NFC')
            ? 'legalRepresentative'
            : 'agent',
      });
    },
  };
}
