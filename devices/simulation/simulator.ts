import type { Unsubscribe } from '#foundation/listeners.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { Line } from '../transport/transport.ts';

export type SimulatorError = CodedError<'unknownAct' | 'badInput' | 'impossible'>;

/**
 * A device from the other side: it speaks the wire protocol over whatever line is plugged into it and keeps its
 * physical state (card inside, paper, lamps) while lines come and go. What a person does to it is an act; what
 * goes wrong with it is a fault, and faults stack.
 */
export interface Simulator {
  /** Plugs a line in. A second line replaces the first, as a cable would. */
  attach(line: Line): void;
  /** False while it is unplugged or without power: nobody answers, `attach` is refused by closing the line. */
  readonly reachable: boolean;
  /** Does what a person or a technician does. Input is from outside: schema-checked here. */
  act(name: string, input: unknown): Result<object, SimulatorError>;
  /** Names and JSON Schemas of the acts, for the bench's own description. */
  acts(): readonly ActDescription[];
  /** A plain picture of its physical state, for the bench. */
  state(): object;
  /** Told after every change of `state()`. */
  subscribe(listener: () => void): Unsubscribe;
}

export type ActDescription = {
  readonly name: string;
  /** One English sentence: what the person does and what follows. */
  readonly does: string;
  readonly input: object;
};
