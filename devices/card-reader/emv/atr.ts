import { xor } from '#foundation/bytes.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** An answer to reset taken apart (ISO/IEC 7816-3, 8.2). Interface bytes are named by index: `TA1`, `TC3`. */
export type Atr = {
  readonly convention: 'direct' | 'inverse';
  readonly interfaceBytes: ReadonlyMap<string, number>;
  /** Protocols as TD1, TD2... name them, in order; T=15 qualifies the card and is no protocol. */
  readonly protocols: readonly number[];
  readonly historical: Uint8Array;
};

export type AtrError = CodedError<'truncated' | 'badConvention' | 'badCheck' | 'tooLong' | 'trailing'>;

/** TS and at most 32 characters more. */
const MAXIMUM_BYTES = 33;

/** TS: which way round the card's bits are; the reader has already turned the bytes. */
function conventionOf(first: number): Atr['convention'] | undefined {
  if (first === 0x3b) return 'direct';
  return first === 0x3f ? 'inverse' : undefined;
}

export function parseAtr(bytes: Uint8Array): Result<Atr, AtrError> {
  if (bytes.length > MAXIMUM_BYTES) return err({ code: 'tooLong' });
  const [first, format] = bytes;
  if (first === undefined || format === undefined) return err({ code: 'truncated' });
  const convention = conventionOf(first);
  if (!convention) return err({ code: 'badConvention' });
  const interfaceBytes = new Map<string, number>();
  const protocols: number[] = [];
  let at = 2;
  let present: number | undefined = format >> 4;
  for (let index = 1; present !== undefined; index += 1) {
    let following: number | undefined;
    for (const [bit, letter] of ['TA', 'TB', 'TC', 'TD'].entries()) {
      if ((present & (1 << bit)) === 0) continue;
      const byte = bytes[at];
      if (byte === undefined) return err({ code: 'truncated' });
      at += 1;
      interfaceBytes.set(`${letter}${index}`, byte);
      if (letter !== 'TD') continue;
      protocols.push(byte & 0x0f);
      following = byte >> 4;
    }
    present = following;
  }
  const historicalEnd = at + (format & 0x0f);
  if (bytes.length < historicalEnd) return err({ code: 'truncated' });
  const historical = bytes.slice(at, historicalEnd);
  if (protocols.length === 0) protocols.push(0);
  // TCK is absent only when nothing but T=0 is offered; otherwise the XOR of T0 to TCK is zero.
  const hasCheck = protocols.some((protocol) => protocol !== 0);
  const end = historicalEnd + (hasCheck ? 1 : 0);
  if (bytes.length < end) return err({ code: 'truncated' });
  if (bytes.length > end) return err({ code: 'trailing' });
  if (hasCheck && xor(bytes.subarray(1)) !== 0) return err({ code: 'badCheck' });
  return ok({ convention, interfaceBytes, protocols, historical });
}

/** The interface bytes that EMV does not allow as they are (EMV Book 1, 8.3); empty for an EMV card. */
export function emvFaults(atr: Atr): readonly string[] {
  const value = (name: string): number | undefined => atr.interfaceBytes.get(name);
  const faults: string[] = [];
  const demand = (name: string, allowed: (byte: number) => boolean) => {
    const byte = value(name);
    if (byte !== undefined && !allowed(byte)) faults.push(name);
  };
  demand('TA1', (byte) => byte >= 0x11 && byte <= 0x13);
  demand('TB1', (byte) => byte === 0x00);
  demand('TC1', (byte) => byte === 0x00 || byte === 0xff);
  demand('TD1', (byte) => (byte & 0x0f) <= 1);
  demand('TC2', (byte) => byte === 0x0a);
  // TA3 is T=1's IFSC; after T=15 it is a class indicator and none of EMV's business.
  if (((value('TD2') ?? 0) & 0x0f) === 1) demand('TA3', (byte) => byte >= 0x10 && byte <= 0xfe);
  return faults;
}

/** Whether a card that answered this may be talked to; a broken answer may not. */
export function isEmvAtr(bytes: Uint8Array): boolean {
  const atr = parseAtr(bytes);
  return atr.ok && emvFaults(atr.value).length === 0;
}
