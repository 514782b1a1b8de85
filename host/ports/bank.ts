import type { FlowPorts, Submission } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import type { TellArrival } from './arrivals.ts';
import type { Recognised } from './recognised.ts';
import type { World } from './world.ts';

type BankPorts = Pick<FlowPorts, 'lookupCustomer' | 'submit' | 'sendCode' | 'checkCode'>;

/** As many as `chooseCard` can hold. */
const MOST_CARDS = 20;

/** Questions to the bank that change nothing, the code to the old phone, and business through the outbox. */
export function bankPorts(
  { bank, errands, outbox, shown, visits, papers }: World,
  /** Whether what is said to stand behind a submission does: what a person approved, which card lies there. */
  mayBeSent: (submission: Submission) => boolean,
  recognised: Recognised,
  tellArrival: TellArrival,
): BankPorts {
  const keepShown = ({ originals }: Extract<Submission, { type: 'openCompanyAccount' }>): void => {
    const used = new Set(originals.map(({ sha256 }) => sha256));
    for (const { picture, sha256 } of shown.all) if (used.has(sha256)) errands.drop(picture);
  };
  return {
    async lookupCustomer(input) {
      const reply = await bank.lookupCustomer(input);
      // The screen's list is bounded; a customer with more cards finds the rest at the counter.
      if (reply.ok) {
        const { customerRef, cards, arrivalNotice } = reply.value;
        recognised.customerRef = customerRef;
        recognised.document = { type: input.documentType, number: input.documentNumber, name: input.name };
        tellArrival(customerRef, 'idCard', arrivalNotice);
        return ok({ customerRef, cards: cards.slice(0, MOST_CARDS) });
      }
      const { error } = reply;
      if (error.code === 'notFound') {
        // Who acts for somebody else need be no customer himself.
        recognised.document = { type: input.documentType, number: input.documentNumber, name: input.name };
        return err({ code: 'customerUnknown' });
      }
      if (error.code === 'refused' && error.bankCode === 'nameMismatch') return err({ code: 'nameMismatch' });
      return err({ code: 'bankUnreachable' });
    },
    async submit(submission) {
      // What a recorded sale was signed for is not asked of the bank once its paper is void.
      const stands = submission.type !== 'buyProduct' || papers.holds(submission.documentSha256);
      if (!stands || !mayBeSent(submission)) return { submission: 'none', reference: '', outcome: 'notSent' };
      // From now on the bank decides: what staff judged for it is kept, whatever it says.
      if (submission.type === 'openCompanyAccount') keepShown(submission);
      const answer = await outbox.submit(visits.ensure(), submission);
      papers.see();
      return answer;
    },
    async sendCode({ customerRef, cardRef, purpose }) {
      const reply = await bank.sendCode({
        customerRef,
        cardRef,
        purpose,
        idempotencyKey: newToken(),
      });
      if (reply.ok) {
        const { codeRef, sentTo, resendAfterSeconds } = reply.value;
        return ok({ codeRef, sentTo, resendAfterSeconds });
      }
      const { error } = reply;
      if (error.code === 'refused' && error.bankCode === 'tooSoon')
        return err({ code: 'tooSoon', seconds: error.retryAfterSeconds ?? 1 });
      if (error.code === 'refused' && (error.bankCode === 'noPhone' || error.bankCode === 'tooManyCodes'))
        return err({ code: error.bankCode });
      return err({ code: 'notSent' });
    },
    async checkCode(input) {
      const reply = await bank.verifyCode(input);
      if (reply.ok) return reply.value;
      return { result: reply.error.code === 'notFound' ? 'expired' : 'unreachable' };
    },
  };
}
