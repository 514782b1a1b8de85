import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { BenchHands, CustomerPage } from '../../support/kiosk.ts';
import { sign } from '../../support/signing.ts';
import { newestCode } from '../../support/steps.ts';
import { buy } from '../signing/buyer.ts';
import { eventually } from '../support/wait.ts';

/** The number the customer changes to. */
export const NEW_PHONE = '14200990099';

/** What a visit made that nobody knew before. */
export type Made = {
  code: string | null;
  /** Which option of each question was chosen, one digit each. */
  answers: string | null;
  /** Of what was bought: the amount in fen, and the number of the order. */
  order: { readonly fen: string; readonly number: string } | null;
};

type Stop = { readonly name: string; readonly act: (hands: Hands) => Promise<void> };
type Hands = {
  readonly bench: BenchHands;
  readonly page: CustomerPage;
  readonly person: ReadyPerson;
  readonly made: Made;
};

/**
 * Shows a bank card, proves the old number with a code, changes it, takes a receipt, is assessed, buys and signs: everything
 * personal there is.
 */
export const STOPS: readonly Stop[] = [
  {
    name: 'bank card',
    act: async ({ bench, page, person }) => {
      await page.see('idle', ({ notice }) => notice === null);
      await page.act('start');
      await page.see('identify');
      await eventually('an open entry', 5_000, async () => {
        const answer = await bench.tryAct('insertCard', { person: person.key, card: 0 });
        return answer.ok || undefined;
      });
      await page.see('takeMedia', ({ what }) => what === 'card');
    },
  },
  {
    name: 'ID card',
    act: async ({ bench, page, person }) => {
      await bench.act('takeCard');
      await page.see('identify');
      await bench.act('layIdCard', { person: person.key });
      await page.see('menu');
    },
  },
  {
    name: 'code',
    act: async ({ bench, page, person, made }) => {
      await page.act('choose', 1);
      const last4 = person.cards.find(({ reservedPhone }) => reservedPhone)?.pan.slice(-4);
      const { cards } = await page.see('chooseCard');
      await page.act(
        'choose',
        cards.findIndex((card) => card.last4 === last4),
      );
      await page.act('sendCode');
      await page.see('enterCode');
      const code = await eventually('the code', 5_000, () =>
        newestCode(bench, person.phone).catch(() => undefined),
      );
      made.code = code;
      await page.type(code);
    },
  },
  {
    name: 'new number',
    act: async ({ page }) => {
      await page.act('confirm');
      await page.see('enterPhone');
      await page.type(NEW_PHONE);
      await page.act('confirm');
      await page.see('reviewPhone');
    },
  },
  {
    name: 'receipt',
    act: async ({ page }) => {
      await page.act('confirm');
      await page.see('result', ({ outcome }) => outcome === 'done');
      await page.act('printReceipt');
      await page.see('result', ({ receipt }) => receipt === 'printed');
    },
  },
  {
    name: 'signing',
    act: async ({ page, made }) => {
      await page.act('anotherService');
      const stop = new Error('the contract lies open');
      const until = async (moment: string) => {
        if (moment === 'signing contract') throw stop;
      };
      // An amount that nothing else has.
      await buy(page, until, 432_100).catch((failure: unknown) => {
        if (failure !== stop) throw failure;
      });
      made.answers = answersIn(page);
    },
  },
  {
    name: 'order',
    act: async ({ page, made }) => {
      await sign(page);
      const { amountFen, orderNumber } = await page.see('orderResult', ({ outcome }) => outcome === 'done');
      made.order = { fen: `${amountFen}`, number: orderNumber ?? '' };
      await page.act('printReceipt');
      await page.see('orderResult', ({ receipt }) => receipt === 'printed');
    },
  },
];

/** What `buy` answers to each question: the option in the middle. */
const answersIn = ({ seen }: CustomerPage): string => {
  const chosen = new Map<number, number>();
  for (const { body } of seen)
    if (body.kind === 'assessmentQuestion') chosen.set(body.number, Math.floor(body.options.length / 2));
  return [...chosen.values()].join('');
};

/** Takes everything back and waits for the welcome, on whatever page there is now. */
export async function goodbye(bench: BenchHands, page: CustomerPage): Promise<void> {
  await bench.act('walkAway');
  let left = -1;
  await eventually('the welcome', 200_000, async () => {
    const screen = page.seen.at(-1);
    if (!screen) return undefined;
    await bench.tryAct('takeCard');
    const { body, actions, step } = screen;
    const next = actions.find(({ id }) => id === 'next' || id === 'anotherService' || id === 'finish');
    if (next && step !== left && body.kind !== 'idle') {
      left = step;
      page.send({
        type: 'intent',
        intent: { type: 'act', step, action: next.id === 'anotherService' ? 'next' : next.id },
      });
    }
    return body.kind === 'idle' && body.notice === null ? true : undefined;
  });
}
