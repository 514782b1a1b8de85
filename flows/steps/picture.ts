import { assign, type SnapshotFrom, setup } from 'xstate';
import type { OriginalKind } from '#contracts/bank/company.ts';
import type { KeptPicture } from '../company-ports.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';

type Input = {
  /** What is to be shown, in this order. */
  readonly originals: readonly OriginalKind[];
  /** Whose they are: pictures of another one's originals serve nobody. */
  readonly of: string;
  readonly pictures: readonly KeptPicture[];
  /** Those that could not be judged. */
  readonly unclear: readonly OriginalKind[];
};

export type PictureProblem = 'noPicture' | 'unfit' | 'notKept';

type Context = Input & {
  /** Which of them lies under the camera. */
  readonly now: OriginalKind | null;
  /** Taken of it and looked at. */
  readonly picture: string | null;
  readonly problem: PictureProblem | null;
  /** Pictured in this visit for another service. */
  readonly earlier: readonly OriginalKind[];
  readonly end: PictureOutput['end'];
};

export type PictureOutput = {
  readonly end: 'done' | 'back';
  readonly pictures: readonly KeptPicture[];
};

export const missing = ({ originals, pictures }: Pick<Context, 'originals' | 'pictures'>): OriginalKind[] =>
  originals.filter((one) => !pictures.some(({ original }) => original === one));

const requireNow = ({ now }: Pick<Context, 'now'>): OriginalKind => {
  if (!now) throw new Error('no original was chosen before it was needed');
  return now;
};
const requirePicture = ({ picture }: Pick<Context, 'picture'>): string => {
  if (!picture) throw new Error('no picture was taken before it was needed');
  return picture;
};

/**
 * Originals are pictured one after the other: the customer looks at each picture and takes it again until it is good,
 * then the branch keeps it. What was shown in this visit already need not be shown again.
 */
export const pictureStep = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as Input,
    output: {} as PictureOutput,
  },
  actors: {
    shownPictures: undeliveredPorts.shownPictures,
    holdCamera: undeliveredPorts.holdCamera,
    takePicture: undeliveredPorts.takePicture,
    keepPicture: undeliveredPorts.keepPicture,
    discardPicture: undeliveredPorts.discardPicture,
  },
  guards: {
    someMissing: ({ context }) => missing(context).length > 0,
    anOriginal: ({ context, event }) =>
      event.type === 'act.choose' && context.originals[event.choice] !== undefined,
  },
  actions: {
    takeFirstMissing: assign({ now: ({ context }) => missing(context)[0] ?? null, problem: null }),
    takeChosen: assign({
      now: ({ context, event }) =>
        (event.type === 'act.choose' ? context.originals[event.choice] : undefined) ?? context.now,
      problem: null,
    }),
    forget: assign({ picture: null, problem: null }),
  },
}).createMachine({
  id: 'picture',
  context: ({ input }) => ({
    ...input,
    now: null,
    picture: null,
    problem: null,
    earlier: [],
    end: 'back',
  }),
  initial: 'looking',
  states: {
    looking: {
      tags: ['working'],
      invoke: {
        src: 'shownPictures',
        input: {},
        onDone: {
          target: 'overview',
          actions: assign(({ context, event }) => {
            const useful = event.output.pictures.filter(
              ({ original, of }) =>
                of === context.of &&
                missing(context).includes(original) &&
                !context.unclear.includes(original),
            );
            return {
              pictures: [...context.pictures, ...useful],
              earlier: useful.map(({ original }) => original),
            };
          }),
        },
        onError: 'overview',
      },
    },
    overview: {
      on: {
        'act.next': { guard: 'someMissing', target: 'aiming', actions: 'takeFirstMissing' },
        'act.choose': { guard: 'anOriginal', target: 'aiming', actions: 'takeChosen' },
        'act.askApproval': {
          guard: ({ context }) => missing(context).length === 0,
          target: 'over',
          actions: assign({ end: 'done' }),
        },
        'act.back': { target: 'over', actions: assign({ end: 'back' }) },
      },
    },
    /** The camera is open for as long as somebody aims with it. */
    aiming: {
      invoke: { id: 'camera', src: 'holdCamera', input: {}, onDone: 'cameraAway', onError: 'cameraAway' },
      initial: 'ready',
      on: { 'act.back': { target: 'overview', actions: 'forget' } },
      states: {
        ready: { on: { 'act.takePicture': 'taking' } },
        taking: {
          invoke: {
            id: 'taking',
            src: 'takePicture',
            input: ({ context }) => ({ original: requireNow(context) }),
            onDone: [
              {
                guard: ({ event }) => event.output.outcome === 'taken',
                target: '#picture.checking',
                actions: assign({
                  picture: ({ event }) => (event.output.outcome === 'taken' ? event.output.picture : null),
                  problem: null,
                }),
              },
              {
                target: 'ready',
                actions: assign({
                  problem: ({ event }) =>
                    event.output.outcome === 'notTaken' ? event.output.why : ('noPicture' as const),
                }),
              },
            ],
            onError: { target: 'ready', actions: assign({ problem: 'noPicture' }) },
          },
        },
      },
    },
    cameraAway: {
      on: { 'act.tryAgain': 'aiming', 'act.back': { target: 'overview', actions: 'forget' } },
    },
    checking: {
      on: {
        'act.confirm': 'keeping',
        'act.tryAgain': 'discardingAgain',
        'act.back': 'discardingBack',
      },
    },
    keeping: {
      tags: ['working'],
      invoke: {
        src: 'keepPicture',
        input: ({ context }) => ({ picture: requirePicture(context), of: context.of }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'kept',
            actions: assign(({ context, event }) => {
              if (!event.output.ok) return {};
              const { kept } = event.output.value;
              const not = <T extends { readonly original: OriginalKind }>({ original }: T) =>
                original !== kept.original;
              return {
                pictures: [...context.pictures.filter(not), kept],
                unclear: context.unclear.filter((one) => one !== kept.original),
                earlier: context.earlier.filter((one) => one !== kept.original),
                picture: null,
                problem: null,
              };
            }),
          },
          { target: 'checking', actions: assign({ problem: 'notKept' }) },
        ],
        onError: { target: 'checking', actions: assign({ problem: 'notKept' }) },
      },
    },
    /** The next one that is missing comes by itself. */
    kept: {
      always: [
        { guard: 'someMissing', target: 'aiming', actions: 'takeFirstMissing' },
        { target: 'overview' },
      ],
    },
    discardingAgain: {
      invoke: {
        src: 'discardPicture',
        input: ({ context }) => ({ picture: requirePicture(context) }),
        onDone: { target: 'aiming', actions: 'forget' },
        onError: { target: 'aiming', actions: 'forget' },
      },
    },
    discardingBack: {
      invoke: {
        src: 'discardPicture',
        input: ({ context }) => ({ picture: requirePicture(context) }),
        onDone: { target: 'overview', actions: 'forget' },
        onError: { target: 'overview', actions: 'forget' },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ end: context.end, pictures: context.pictures }),
});

export type PictureSnapshot = SnapshotFrom<typeof pictureStep>;
