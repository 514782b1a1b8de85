import { ascii, concat, fromHex, toHex } from '#foundation/bytes.ts';
import { encodeTlv, parseDol } from '../../emv/tlv.ts';
import {
  aidOf,
  bcd,
  expiryDate,
  holderBytes,
  labelBytes,
  type SimulatedCard,
  track2Equivalent,
} from './cards.ts';

/** What can be amiss with a chip; asked each time. */
export type ChipFaults = {
  has(fault: 'badAtr' | 'pseMissing' | 'pseBlocked' | 'answers61' | 'answers6C'): boolean;
};

/** T=0, no historical bytes, no TCK: the smallest EMV answer to reset. */
const ATR = fromHex('3B 60 00 00');
/** Valid ISO 7816-3, but TA1 = 18 is not EMV. */
const NOT_EMV_ATR = fromHex('3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C7 8A 40 00 90 00 B0');

const PSE = ascii('1PAY.SYS.DDF01');
const DIRECTORY_SFI = 1;
/** Terminal capabilities, country, currency, unpredictable number: what a real card asks for, and more than nothing. */
const PDOL = fromHex('9F33 03 9F1A 02 5F2A 02 9F37 04');

const SW = {
  ok: [0x90, 0x00],
  blocked: [0x62, 0x83],
  notFound: [0x6a, 0x82],
  noRecord: [0x6a, 0x83],
  conditions: [0x69, 0x85],
  badParameters: [0x6a, 0x86],
  badLength: [0x67, 0x00],
  badInstruction: [0x6d, 0x00],
  badClass: [0x6e, 0x00],
} as const;

type Status = (typeof SW)[keyof typeof SW];
type Answer = { readonly data: Uint8Array; readonly status: Status };

const only = (status: Status): Answer => ({ data: new Uint8Array(0), status });
const withData = (data: Uint8Array): Answer => ({ data, status: SW.ok });

/**
 * The chip of a payment card: a directory with one application, which tells its public records after GET
 * PROCESSING OPTIONS (EMV Book 1, chapter 12; Book 3, chapter 10). It keeps no secrets and signs nothing.
 */
export class SimulatedChip {
  readonly atr: Uint8Array;
  readonly #card: SimulatedCard;
  readonly #faults: ChipFaults;
  #selected: 'nothing' | 'directory' | 'application' = 'nothing';
  #initiated = false;
  #kept: Uint8Array | undefined;

  constructor(card: SimulatedCard, faults: ChipFaults) {
    this.#card = card;
    this.#faults = faults;
    this.atr = faults.has('badAtr') ? NOT_EMV_ATR : ATR;
  }

  /** One command APDU, one response APDU. */
  transmit(command: Uint8Array): Uint8Array {
    const [cla, ins] = command;
    if (ins === 0xc0 && cla === 0x00) return this.#getResponse(command);
    this.#kept = undefined;
    if (cla !== 0x00 && cla !== 0x80) return this.#say(only(SW.badClass));
    switch (ins) {
      case 0xa4:
        return this.#sayOrKeep(this.#select(command));
      case 0xa8:
        return this.#sayOrKeep(this.#processingOptions(command));
      case 0xb2:
        return this.#sayExactly(this.#readRecord(command), command);
      default:
        return this.#say(only(SW.badInstruction));
    }
  }

  #select(command: Uint8Array): Answer {
    const [, , p1, p2, length] = command;
    const name = command.subarray(5, 5 + (length ?? 0));
    if (p1 !== 0x04 || (p2 !== 0x00 && p2 !== 0x02)) return only(SW.badParameters);
    if (length === undefined || name.length !== length) return only(SW.badLength);
    this.#selected = 'nothing';
    this.#initiated = false;
    const asked = toHex(name);
    if (asked === toHex(PSE)) return this.#selectDirectory();
    if (p2 === 0x02 || !toHex(aidOf(this.#card)).startsWith(asked)) return only(SW.notFound);
    this.#selected = 'application';
    return withData(
      encodeTlv(
        0x6f,
        encodeTlv(0x84, aidOf(this.#card)),
        encodeTlv(
          0xa5,
          encodeTlv(0x50, labelBytes(this.#card)),
          encodeTlv(0x87, Uint8Array.of(1)),
          encodeTlv(0x5f2d, ascii('zhen')),
          encodeTlv(0x9f38, PDOL),
        ),
      ),
    );
  }

  #selectDirectory(): Answer {
    if (this.#faults.has('pseMissing')) return only(SW.notFound);
    if (this.#faults.has('pseBlocked')) return only(SW.blocked);
    this.#selected = 'directory';
    const own = encodeTlv(
      0xa5,
      encodeTlv(0x88, Uint8Array.of(DIRECTORY_SFI)),
      encodeTlv(0x5f2d, ascii('zhen')),
    );
    return withData(encodeTlv(0x6f, encodeTlv(0x84, PSE), own));
  }

  #processingOptions(command: Uint8Array): Answer {
    const [, , , , length, tag, valueLength] = command;
    if (this.#selected !== 'application') return only(SW.conditions);
    const wanted = parseDol(PDOL);
    const bytes = wanted.ok ? wanted.value.reduce((sum, entry) => sum + entry.length, 0) : 0;
    if (tag !== 0x83 || valueLength !== bytes || length !== bytes + 2) return only(SW.badLength);
    this.#initiated = true;
    // SFI 1 record 1, SFI 2 record 1; none of them signed.
    const locator = Uint8Array.of(1 << 3, 1, 1, 0, 2 << 3, 1, 1, 0);
    return withData(encodeTlv(0x77, encodeTlv(0x82, fromHex('3900')), encodeTlv(0x94, locator)));
  }

  #readRecord(command: Uint8Array): Answer {
    const [, , record, reference] = command;
    const sfi = (reference ?? 0) >> 3;
    if (((reference ?? 0) & 0x07) !== 0x04) return only(SW.badParameters);
    if (this.#selected === 'directory')
      return sfi === DIRECTORY_SFI && record === 1 ? withData(this.#directoryRecord()) : only(SW.noRecord);
    if (!this.#initiated) return only(SW.conditions);
    const content = record === 1 ? this.#applicationRecord(sfi) : undefined;
    return content ? withData(content) : only(SW.noRecord);
  }

  #directoryRecord(): Uint8Array {
    const card = this.#card;
    const parts = [
      encodeTlv(0x4f, aidOf(card)),
      encodeTlv(0x50, labelBytes(card)),
      encodeTlv(0x87, Uint8Array.of(1)),
    ];
    return encodeTlv(0x70, encodeTlv(0x61, ...parts));
  }

  #applicationRecord(sfi: number): Uint8Array | undefined {
    const card = this.#card;
    if (sfi === 1)
      return encodeTlv(0x70, encodeTlv(0x57, track2Equivalent(card)), encodeTlv(0x5f20, holderBytes(card)));
    if (sfi !== 2) return undefined;
    return encodeTlv(
      0x70,
      encodeTlv(0x5a, bcd(card.pan)),
      encodeTlv(0x5f34, Uint8Array.of(0x01)),
      encodeTlv(0x5f24, expiryDate(card)),
      encodeTlv(0x5f28, fromHex('0156')),
    );
  }

  #say({ data, status }: Answer): Uint8Array {
    return concat(data, Uint8Array.from(status));
  }

  /** T=0, a command with data both ways: the answer may have to be fetched. */
  #sayOrKeep(answer: Answer): Uint8Array {
    if (!this.#faults.has('answers61') || answer.data.length === 0) return this.#say(answer);
    this.#kept = answer.data;
    return Uint8Array.of(0x61, answer.data.length & 0xff);
  }

  /** T=0, a command that only fetches: the chip may insist on the exact length. */
  #sayExactly(answer: Answer, command: Uint8Array): Uint8Array {
    const expected = command[4];
    const exact = answer.data.length & 0xff;
    if (!this.#faults.has('answers6C') || answer.data.length === 0 || expected === exact)
      return this.#say(answer);
    return Uint8Array.of(0x6c, exact);
  }

  #getResponse(command: Uint8Array): Uint8Array {
    const kept = this.#kept;
    if (!kept) return this.#say(only(SW.conditions));
    const expected = command[4] ?? 0;
    if (expected !== 0 && expected !== (kept.length & 0xff)) return Uint8Array.of(0x6c, kept.length & 0xff);
    this.#kept = undefined;
    return this.#say(withData(kept));
  }
}
