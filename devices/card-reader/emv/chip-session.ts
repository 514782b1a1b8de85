import { concat } from '#foundation/bytes.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { ChipReader } from './chip-reader.ts';
import { type ChipError, fromDevice, invalidData } from './read-error.ts';

/** A card's whole answer: data gathered over `61xx`, and the last SW1 SW2 as one number: 0x9000. */
export type ChipAnswer = { readonly data: Uint8Array; readonly sw: number };

export const SW_OK = 0x9000;
/** Selected file or application is blocked. */
export const SW_BLOCKED = 0x6283;
/** Card blocked, or it does not know SELECT. */
export const SW_NOT_SUPPORTED = 0x6a81;

/** Bounds on one card's talk: follow-ups of one command, bytes of one answer, commands of one reading. */
export const CHIP_LIMITS = { followUps: 6, answerBytes: 1024, commands: 160 } as const;

const SW1_MORE = 0x61;
const SW1_WRONG_LENGTH = 0x6c;

export type ChipSessionOptions = {
  readonly reader: ChipReader;
  readonly ids: () => string;
  readonly clock: Clock;
  /** On `clock.monotonic()`: no command is begun after it. */
  readonly endsAt: number;
};

/**
 * Talks to a powered chip, one command at a time. T=0's `61xx` (more to fetch) and `6Cxx` (say again with this
 * length) are followed here (EMV Book 1, 9.3.1); a reader that follows them by itself simply never shows them.
 */
export class ChipSession {
  readonly #options: ChipSessionOptions;
  #commands = 0;

  constructor(options: ChipSessionOptions) {
    this.#options = options;
  }

  /** `command` ends with Le = 00. */
  async send(command: Uint8Array): Promise<Result<ChipAnswer, ChipError>> {
    let next = command;
    let data: Uint8Array = new Uint8Array(0);
    for (let round = 0; round <= CHIP_LIMITS.followUps; round += 1) {
      const answer = await this.#once(next);
      if (!answer.ok) return answer;
      const { value } = answer;
      const sw1 = value.sw >> 8;
      const sw2 = value.sw & 0xff;
      if (sw1 === SW1_WRONG_LENGTH) {
        next = concat(next.subarray(0, next.length - 1), Uint8Array.of(sw2));
        continue;
      }
      data = concat(data, value.data);
      if (data.length > CHIP_LIMITS.answerBytes) return err(invalidData('answer too long'));
      if (sw1 !== SW1_MORE) return ok({ data, sw: value.sw });
      next = Uint8Array.of(0x00, 0xc0, 0x00, 0x00, sw2);
    }
    return err(invalidData('endless answer'));
  }

  async #once(command: Uint8Array): Promise<Result<ChipAnswer, ChipError>> {
    const { reader, ids, clock, endsAt } = this.#options;
    if (clock.monotonic() >= endsAt) return err({ code: 'timeout' });
    this.#commands += 1;
    if (this.#commands > CHIP_LIMITS.commands) return err(invalidData('too many commands'));
    const result = await reader.execute({ id: ids(), name: 'chipIO', input: { command } });
    if (!result.ok) return err(fromDevice(result.error));
    const { response } = result.value;
    const sw1 = response[response.length - 2];
    const sw2 = response[response.length - 1];
    if (sw1 === undefined || sw2 === undefined) return err(invalidData('no status word'));
    return ok({ data: response.slice(0, -2), sw: (sw1 << 8) | sw2 });
  }
}

/** SELECT by name (EMV Book 1, 11.3); `next` asks for the next application that begins with the same bytes. */
export const selectCommand = (name: Uint8Array, which: 'first' | 'next' = 'first'): Uint8Array =>
  concat(
    Uint8Array.of(0x00, 0xa4, 0x04, which === 'next' ? 0x02 : 0x00, name.length),
    name,
    Uint8Array.of(0x00),
  );

/** READ RECORD (EMV Book 3, 6.5.11): P1 is the record's number, P2 the file's short identifier and 4. */
export const readRecordCommand = (sfi: number, record: number): Uint8Array =>
  Uint8Array.of(0x00, 0xb2, record, (sfi << 3) | 0x04, 0x00);

/** GET PROCESSING OPTIONS around the values the card's PDOL asked for (EMV Book 3, 6.5.8). */
export const processingOptionsCommand = (commandTemplate: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0x80, 0xa8, 0x00, 0x00, commandTemplate.length), commandTemplate, Uint8Array.of(0x00));
