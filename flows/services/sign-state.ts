import { assign, type DoneActorEvent } from 'xstate';
import type { FlowEvent } from '../events.ts';
import type { SealedPaper } from '../sale-ports.ts';
import type { SignInput, SignOutput } from '../steps/sign.ts';
import type { ServiceInput } from './service-machine.ts';

type SigningContext = Pick<ServiceInput, 'pad' | 'elder'> & { readonly sealed: SealedPaper | null };
type Finished = DoneActorEvent<SignOutput>;

const ends =
  (end: SignOutput['end']) =>
  ({ event }: { readonly event: Finished }): boolean =>
    event.output.end === end;

/**
 * The state in which a service has its paper read, agreed to and signed; whoever wants neither comes to `left`. The
 * machine has the actor `signStep`, and `noteHealth` and `passToSign` among its actions.
 */
export const signState = <Context extends SigningContext, Signed extends string, Back extends string>(
  to: { readonly signed: Signed; readonly back: Back },
  paper: (context: Context) => Pick<SignInput, 'wish' | 'rules' | 'teachBack'>,
) =>
  ({
    invoke: {
      id: 'sign',
      src: 'signStep',
      input: ({ context }: { readonly context: Context }) => ({
        ...paper(context),
        pad: context.pad,
        elder: context.elder,
      }),
      onDone: [
        {
          guard: ends('signed'),
          target: to.signed,
          actions: assign<Context, Finished, undefined, FlowEvent, never>(({ context, event }) => ({
            ...context,
            sealed: event.output.sealed,
          })),
        },
        { guard: ends('back'), target: to.back },
        { target: 'left' },
      ],
    },
    on: {
      'act.*': { actions: 'passToSign' },
      'paper.shown': { actions: 'passToSign' },
      'ink.changed': { actions: 'passToSign' },
      health: { actions: ['noteHealth', 'passToSign'] },
    },
  }) as const;
