import type { FlowEvent } from '../events.ts';
import type { FlowPorts } from '../ports.ts';
import { catalogue, questionnaire } from '../sale-ports.test-data.ts';
import { RIGHT_ANSWER } from '../steps/teach-back.ts';
import { recovered, world } from './world.test-data.ts';

export const BY = '0123456789abcdef';
export type World = ReturnType<typeof world>;

/** A world that writes down what is asked of it, by name. */
export function watched(over: Partial<FlowPorts> = {}) {
  const consents: string[] = [];
  const captures: AbortSignal[] = [];
  const w = world({
    recordConsent: async ({ rule, answer }) => {
      consents.push(`${rule} ${answer}`);
      return {};
    },
    captureOnPad: (_, signal) => {
      captures.push(signal);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ outcome: 'notWritten', why: 'padFailed' }));
      });
    },
    ...over,
  });
  return { ...w, consents, captures };
}
export type Watched = ReturnType<typeof watched>;

/** Somebody comes who has been called. */
export async function helped(w: World): Promise<void> {
  await w.act('help');
  await w.act('callPerson');
  await w.act('closeOverlay');
  await w.tell({ type: 'help.changed', state: 'seen' });
}
export const handsOn = (w: World): Promise<void> => w.tell({ type: 'hands.changed', by: BY });

/** Every screen of the assessment up to the signature, in the order in which a straight visit comes to them. */
export async function* assessing(w: World): AsyncGenerator<string> {
  await w.tell(recovered);
  await w.lay();
  await helped(w);
  yield w.kind();
  await w.act('choose', 2);
  yield w.kind();
  await w.act('confirm');
  for (const _ of questionnaire.questions) {
    yield w.kind();
    await w.act('choose', 1);
  }
  yield* signing(w);
}

async function* signing(w: World): AsyncGenerator<string> {
  for (let page = 1; w.kind() === 'readPaper'; page++) {
    yield w.kind();
    await w.tell({ type: 'paper.shown', page });
    await w.act(w.screen().actions.some(({ id }) => id === 'nextPage') ? 'nextPage' : 'next');
  }
  for (let body = w.screen().body; body.kind === 'teachBack'; body = w.screen().body) {
    yield w.kind();
    await w.act('choose', RIGHT_ANSWER[body.question]);
  }
  while (w.kind() === 'consent') {
    yield w.kind();
    await w.act('agree');
  }
  yield w.kind();
}

/** The same of a purchase; the least amount of a product that fits. */
export async function* buying(w: World): AsyncGenerator<string> {
  await w.tell(recovered);
  await w.lay();
  await helped(w);
  await w.act('choose', 3);
  for (let steps = 0; w.kind() !== 'readPaper' && steps < 30; steps++) {
    yield w.kind();
    const body = w.screen().body;
    if (body.kind === 'enterAmount') {
      if (body.entered === '') for (const digit of AMOUNT) await w.act('digit', Number(digit));
      await w.act('confirm');
    } else {
      const offered = w.screen().actions.map(({ id }) => id);
      await w.act(offered.includes('confirm') ? 'confirm' : offered.includes('choose') ? 'choose' : 'next');
    }
  }
  yield* signing(w);
}
const AMOUNT = String((catalogue.products[0]?.minimumFen ?? 100_000) / 100);

/** Every act there is, as if anything came from the page. */
export const anyAct = (id: string, choice = 0): FlowEvent =>
  ({ type: `act.${id}`, choice, words: 'x' }) as FlowEvent;
