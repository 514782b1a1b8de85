import { assign, type SnapshotFrom, setup } from 'xstate';
import { RULES, type RuleId } from '#contracts/compliance/rules.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';

/** Rules that are read out point by point, each agreed to by itself; all others have one. */
export const PARTS: Readonly<Partial<Record<RuleId, number>>> = { elderRisk: 3 };

type Input = { readonly rules: readonly RuleId[] };
type Context = Input & {
  readonly place: number;
  readonly part: number;
  /** How the customer left: with every rule agreed to, by a no, or to what came before. */
  readonly end: ConsentOutput['end'];
};
export type ConsentOutput = { readonly end: 'agreed' | 'declined' | 'back' };

export const ruleNow = ({ rules, place }: Pick<Context, 'rules' | 'place'>): RuleId | undefined =>
  rules[place];
const partsOf = (rule: RuleId | undefined): number => (rule && PARTS[rule]) ?? 1;

const answered = (context: Context, answer: 'agreed' | 'declined') => {
  const rule = ruleNow(context);
  if (!rule) throw new Error('no rule was asked for');
  return { rule, textVersion: RULES[rule].textVersion, answer };
};

/** Asks for one rule after the other; what is answered is written before the flow goes on. */
export const consentStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as Input,
    output: {} as ConsentOutput,
  },
  actors: { recordConsent: undeliveredPorts.recordConsent },
  guards: {
    nothingLeft: ({ context }) => context.place >= context.rules.length,
    morePoints: ({ context }) => context.part < partsOf(ruleNow(context)),
    first: ({ context }) => context.place === 0 && context.part === 1,
  },
}).createMachine({
  id: 'consent',
  context: ({ input }) => ({ ...input, place: 0, part: 1, end: 'agreed' }),
  initial: 'asking',
  states: {
    asking: {
      always: { guard: 'nothingLeft', target: 'over' },
      on: {
        'act.agree': [
          { guard: 'morePoints', actions: assign({ part: ({ context }) => context.part + 1 }) },
          { target: 'agreeing' },
        ],
        'act.decline': 'declining',
        'act.back': [
          { guard: 'first', target: 'over', actions: assign({ end: 'back' }) },
          { actions: assign({ place: 0, part: 1 }) },
        ],
      },
    },
    agreeing: {
      invoke: {
        src: 'recordConsent',
        input: ({ context }) => answered(context, 'agreed'),
        onDone: { target: 'asking', actions: assign({ place: ({ context }) => context.place + 1, part: 1 }) },
      },
    },
    declining: {
      entry: assign({ end: 'declined' }),
      invoke: {
        src: 'recordConsent',
        input: ({ context }) => answered(context, 'declined'),
        onDone: 'over',
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ end: context.end }),
});

export type ConsentSnapshot = SnapshotFrom<typeof consentStep>;
