import { type Der, DerFault } from './der.ts';

/** UTCTime or GeneralizedTime in the forms of RFC 5280, 4.1.2.5, and with the fractions of RFC 3161; milliseconds. */
export function timeOf(of: Der): number {
  const text = Buffer.from(of.content).toString('latin1');
  const parts =
    of.tag === 0x17
      ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})()Z$/.exec(text)
      : of.tag === 0x18
        ? /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d{1,9})?Z$/.exec(text)
        : null;
  if (!parts) throw new DerFault('a time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const full = of.tag === 0x17 ? year + (year < 50 ? 2000 : 1900) : year;
  const at = Date.UTC(full, month - 1, day, hour, minute, second);
  const back = new Date(at);
  // A 31st of February would roll over into March.
  if (
    back.getUTCMonth() !== month - 1 ||
    back.getUTCDate() !== day ||
    back.getUTCHours() !== hour ||
    second > 59
  )
    throw new DerFault('a time');
  return at + Math.floor(Number(parts[7] || 0) * 1000);
}
