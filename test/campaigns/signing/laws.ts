import type { Screen } from '#contracts/screen/screen.ts';
import type { Entry } from '#host/journal/entry.ts';
import type { Promises } from '../support/campaign-run.ts';
import { factsOf } from '../support/journal-picture.ts';
import type { PaperPicture } from './picture.ts';

export type Evidence = {
  /** Entries of the journal since the bank's day began. */
  readonly since: readonly Entry[];
  readonly papers: PaperPicture;
  /** Every screen the customer saw. */
  readonly seen: readonly Screen[];
};

/** At any moment: what the journal calls sealed is in the archive, whole; nothing else is there that was not announced. */
export function whatIsSealedIsKept(
  { since, papers }: Pick<Evidence, 'since' | 'papers'>,
  promises: Promises,
) {
  const announced = new Set(factsOf(since, 'signing.intent', 'event').map(String));
  for (const { facts } of since.filter(({ kind }) => kind === 'signing.sealed')) {
    const kept = papers.papers.find(({ event }) => event === facts.event);
    promises.holds(
      kept !== undefined && kept.sha256 === String(facts.sealed).replaceAll(':', ''),
      'a paper the journal calls sealed is in the archive under its digest',
    );
    promises.holds(announced.has(String(facts.event)), 'what was sealed was announced before');
  }
  for (const paper of papers.papers) {
    promises.holds(paper.outcome === 'trusted', `a kept paper is whole and trusted, not ${paper.outcome}`);
    promises.holds(paper.isItself, 'a kept paper is the bytes its digest names');
  }
}

/** Once everything has its end: what holds is what the bank did, each thing once; everything else is void, once. */
export function papersFollowTheBank({ since, papers, seen }: Evidence, promises: Promises): void {
  const events = new Set(factsOf(since, 'signing.intent', 'event').map(String));
  const own = papers.papers.filter(({ event }) => events.has(event));
  const done = [...papers.assessments, ...papers.orders.map(({ sha256 }) => sha256)];
  const holds = own.filter(({ event }) => papers.events.get(event) === null).map(({ sha256 }) => sha256);
  for (const sha256 of holds)
    promises.holds(done.includes(sha256), 'a paper that holds is one the bank has done what it says');
  for (const { sha256 } of papers.orders)
    promises.holds(holds.includes(sha256), 'the paper of an order is in the archive and is never void');
  for (const event of events) {
    const kept = own.find((paper) => paper.event === event);
    const reason = papers.events.get(event);
    promises.holds(
      (kept && holds.includes(kept.sha256)) || typeof reason === 'string',
      'what was begun and not done is void at the branch',
    );
  }
  const voided = factsOf(since, 'paper.void', 'event').map(String);
  promises.holds(new Set(voided).size === voided.length, 'a paper is made void once');
  promises.holds(
    voided.every((event) => !own.some((paper) => paper.event === event && done.includes(paper.sha256))),
    'what the bank did is not made void',
  );
  promises.holds(papers.orders.length <= 1, 'one signature is one order');
  promises.holds(papers.open === 0, 'every paper has its end');
  for (const { body } of seen)
    if (body.kind === 'orderResult' && body.outcome === 'done')
      promises.holds(
        papers.orders.some(({ number }) => number === body.orderNumber),
        'nobody is told of a purchase that is not there',
      );
    else if (body.kind === 'assessmentResult' && body.outcome === 'done')
      promises.holds(
        own.some(({ sha256 }) => papers.assessments.includes(sha256)),
        'nobody is told of an assessment that is not there',
      );
}
