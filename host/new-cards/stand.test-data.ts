import { createCrt591Driver } from '#devices/card-dispenser/crt591/driver.ts';
import { type Crt591State, createCrt591Simulator } from '#devices/card-dispenser/crt591/simulator.ts';
import { memoryCable } from '#devices/transport/memory.ts';
import { watchLine } from '#devices/transport/watched-line.ts';
import type { Submission, SubmissionAnswer } from '#flows/ports.ts';
import { ok } from '#foundation/result.ts';
import { type ErrandLine, Errands } from '../errands/errands.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { CardBooks } from './books.ts';
import { NewCards } from './new-cards.ts';

export const ABOUT = { customerRef: 'customer-1', applicationRef: 'application-1', blankRef: 'blank-1' };
type Word = Exclude<SubmissionAnswer['outcome'], 'caseOpened'>;

/** The host's room of new cards on a real driver and a simulated dispenser; the program can be killed, the cards stay. */
export async function stand() {
  const { clock, journal, vault, visits, entries } = memoryForTests();
  const simulator = createCrt591Simulator({ clock });
  const state = () => simulator.state() as Crt591State;
  const passing = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    for (let spent = 0; !done && spent < 300_000; spent += 50) await clock.advanceAsync(50);
    return work;
  };
  const told: Submission[] = [];
  const custody: string[] = [];
  const books = new CardBooks(journal, vault);
  let taken = 0;

  /** One run of the program. */
  async function run() {
    const [line, device] = memoryCable();
    simulator.attach(device);
    const driver = createCrt591Driver({ line: watchLine(line, () => {}), clock, trace: () => {} });
    const errands = new Errands(
      journal,
      {
        openCustody: async ({ reference }: { readonly reference: string }) => {
          custody.push(reference);
          return ok({});
        },
      } as Partial<ErrandLine> as ErrandLine,
      clock,
      { wrap: (clear) => clear, unwrap: (wrapped) => wrapped },
    );
    let alive = true;
    const cards = new NewCards({
      books,
      journal,
      visits,
      errands,
      clock,
      terminal: 'T01',
      dispenser: {
        execute: (request) => (alive ? driver.execute(request) : new Promise(() => {})),
        cancel: (id) => driver.cancel(id),
        subscribe: (listener) => driver.subscribe(listener),
        close: () => driver.close(),
      },
      submit: async (_visit, submission) => {
        journal.transaction(() => cards.intended(submission));
        told.push(submission);
        return { submission: 's', reference: 'r', outcome: 'done' };
      },
      tell: () => {},
      onJournalFault: () => {},
    });
    driver.subscribe((event) => {
      if (alive && event.type === 'mediaRemoved') cards.told({ type: 'newCard.removed' });
    });
    await passing(driver.identify());
    await passing(cards.recover('ok'));
    return {
      cards,
      errands,
      kill: async () => {
        alive = false;
        cards.stop();
        errands.stop();
        await driver.close();
      },
    };
  }
  let now = await run();

  return {
    clock,
    books,
    told,
    custody,
    visits,
    entries,
    passing,
    state,
    get cards() {
      return now.cards;
    },
    get taken() {
      return taken;
    },
    fault: (name: string, on = true) => simulator.act('setFault', { fault: name, on }),
    act: (name: string, input: object = {}) => simulator.act(name, input),
    feed: () => passing(now.cards.feed(visits.ensure())),
    read: () => {
      const card = now.cards.atChip(visits.ensure());
      if (card) now.cards.identified(card, ABOUT);
    },
    /** The bank is asked, once, and says this. */
    bind: (word: Word) => {
      const submission: Submission = { type: 'bindCard', ...ABOUT };
      if (!now.cards.mayBind(submission)) return false;
      journal.transaction(() => now.cards.intended(submission));
      if (word !== 'unknown') journal.transaction(() => now.cards.settled(submission, word));
      return true;
    },
    present: () => passing(now.cards.present(visits.ensure())),
    retain: (reason: 'notTaken' | 'jammed' | 'unreadable' = 'notTaken') => passing(now.cards.retain(reason)),
    take: async () => {
      if (simulator.act('takeCard', {}).ok) taken += 1;
      await clock.advanceAsync(1_000);
    },
    endVisit: async () => {
      visits.end('finished');
      await passing(now.cards.look());
    },
    /** In the middle of whatever it does; `work` is left as it stands after that long. */
    kill: async (work: () => unknown = () => {}, after = 0) => {
      void work();
      await clock.advanceAsync(after);
      await now.kill();
      visits.endUnfinished();
      visits.end('hostStopped');
      now = await run();
    },
    waits: async (milliseconds: number) => {
      for (let spent = 0; spent < milliseconds; spent += 50) await clock.advanceAsync(50);
    },
  };
}
export type Stand = Awaited<ReturnType<typeof stand>>;
