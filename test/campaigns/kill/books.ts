import type { OperationAction } from '#contracts/bank/operations.ts';
import type { LedgerEntry } from '#contracts/bank/sandbox.ts';
import type { Promises } from '../support/campaign-run.ts';
import { asked, factsOf, type JournalPicture } from '../support/journal-picture.ts';

/** What the world outside the host says happened, since the day began. */
export type Books = {
  readonly ledger: readonly Pick<LedgerEntry, 'action' | 'idempotencyKey'>[];
  /** Pieces of paper that came out of the printer and were not taken. */
  readonly receipts: number;
  /** Cards in the bin. */
  readonly retained: number;
};

/** A code to a phone changes nothing and is asked for outside the outbox. */
const BUSINESS: readonly OperationAction[] = [
  'blockCard',
  'changePhone',
  'openCase',
  'recordRiskAssessment',
  'placeWealthOrder',
  'withdrawWealthOrder',
  'signUpEBanking',
  'openCardApplication',
  'bindCard',
  'reportCardTaken',
  'reportCardRetained',
  'submitCompanyAccount',
];
const businessOf = ({ ledger }: Books): string[] =>
  ledger.filter(({ action }) => BUSINESS.includes(action)).map(({ idempotencyKey }) => idempotencyKey);

const keysOf = (
  picture: JournalPicture,
  from: number,
  kind: 'submission.intent' | 'submission.result',
): string[] => factsOf(picture.entries.slice(from), kind, 'key').map(String);

/** Whatever happened outside was announced in the journal before: the moment of death makes no difference. */
export function explainsWhatHappened(
  atDeath: JournalPicture,
  from: number,
  books: Books,
  promises: Promises,
): void {
  const since = atDeath.entries.slice(from);
  const intents = new Set(keysOf(atDeath, from, 'submission.intent'));
  promises.holds(
    businessOf(books).every((key) => intents.has(key)),
    'what the bank did was announced in the journal before it was sent',
  );
  promises.holds(books.receipts <= asked(since, 'printReceipt'), 'paper was announced before it came out');
  promises.holds(books.retained <= asked(since, 'retainCard'), 'a retained card was announced before');
  chainHolds(atDeath, promises);
}

/** Every entry that stood at the death stands still, in the same place with the same hash. */
export function keepsWhatWas(before: JournalPicture, after: JournalPicture, promises: Promises): void {
  promises.holds(
    before.hashes.every((hash, sequence) => after.hashes[sequence] === hash),
    'no journalled fact is lost or changed by a kill',
  );
}

/** Whether the bank's word on everything is known and everybody is forgotten. */
export function isSettled({ outbox, keys, boxes }: JournalPicture): boolean {
  return outbox.every(({ state }) => state === 'settled') && keys === 0 && boxes === 0;
}

/** Journal and ledger tell the same story, each thing once. `confirmations`: as many as the customer may have given. */
export function booksHold(
  picture: JournalPicture,
  from: number,
  books: Books,
  promises: Promises,
  confirmations = 1,
): void {
  const since = picture.entries.slice(from);
  const intents = keysOf(picture, from, 'submission.intent');
  const results = keysOf(picture, from, 'submission.result');
  const ledger = businessOf(books);
  promises.holds(new Set(ledger).size === ledger.length, 'the bank has each idempotency key once');
  promises.holds(ledger.length <= confirmations, 'one confirmation is one business at the bank');
  promises.holds(new Set(intents).size === intents.length, 'each key is announced once');
  promises.holds(
    intents.length === results.length && intents.every((key) => results.includes(key)),
    'every submission that was announced has one end',
  );
  const done = new Set(
    since
      .filter(
        ({ kind, facts }) =>
          kind === 'submission.result' && (facts.outcome === 'done' || facts.outcome === 'caseOpened'),
      )
      .map(({ facts }) => String(facts.key)),
  );
  promises.holds(
    done.size === ledger.length && ledger.every((key) => done.has(key)),
    'what the journal calls done is in the bank’s books, and nothing else is',
  );
  const begun = visitsOf(picture, from, 'visit.begun');
  for (const kind of ['visit.ended', 'visit.forgotten'] as const) {
    const over = visitsOf(picture, from, kind);
    promises.holds(
      over.length === new Set(over).size && begun.every((visit) => over.includes(visit)),
      `every visit that began has one "${kind}"`,
    );
  }
  chainHolds(picture, promises);
}

const visitsOf = (picture: JournalPicture, from: number, kind: string): string[] =>
  picture.entries.slice(from).flatMap((entry) => (entry.kind === kind && entry.visit ? [entry.visit] : []));

function chainHolds({ verdict }: JournalPicture, promises: Promises): void {
  promises.holds(
    verdict.faults.length === 0,
    `the chain and its anchors hold: ${verdict.faults.map(({ sequence, code }) => `${code} at ${sequence}`).join(', ')}`,
  );
}
