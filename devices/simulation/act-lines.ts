import { z } from 'zod';
import { err, type Result } from '#foundation/result.ts';
import type { Simulator, SimulatorError } from './simulator.ts';

/** Longest line of input, characters: a whole document with its picture fits several times. */
export const LINE_LENGTH = 65_536;

const line = z.strictObject({ act: z.string().max(64), input: z.unknown().optional() });

export type ActResult = {
  readonly act?: string;
  readonly result: Result<object, SimulatorError>;
};

/** Cuts text that comes in pieces into lines, in bounded memory; a line that is too long is told as `undefined`. */
export function lineCutter(onLine: (line: string | undefined) => void): (piece: string) => void {
  let pending = '';
  let skipping = false;
  return (piece) => {
    const lines = piece.split('\n');
    const last = lines.pop() ?? '';
    for (const part of lines) {
      const whole = pending + part;
      pending = '';
      if (skipping || whole.length > LINE_LENGTH) onLine(undefined);
      else if (whole.trim() !== '') onLine(whole);
      skipping = false;
    }
    pending += last;
    if (pending.length > LINE_LENGTH) {
      pending = '';
      skipping = true;
    }
  };
}

/** Does what one line of input asks for: `{"act":"insertCard","input":{...}}`; without `input`, an empty one. */
export function actOn(simulator: Simulator, text: string | undefined): ActResult {
  const bad = (detail: string): ActResult => ({ result: err({ code: 'badInput', detail }) });
  if (text === undefined) return bad(`a line is longer than ${LINE_LENGTH} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return bad('a line is not JSON');
  }
  const asked = line.safeParse(json);
  if (!asked.success) return bad('a line is not {"act":"name","input":{...}}');
  const { act, input = {} } = asked.data;
  return { act, result: simulator.act(act, input) };
}
