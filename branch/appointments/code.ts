import { createHmac } from 'node:crypto';
import { APPOINTMENT_CODE_LENGTH } from '#contracts/branch/appointment.ts';
import { dammDigit } from '#foundation/damm.ts';

/** Whether it can be the code of an appointment: eight digits whose last one fits. */
export const isAppointmentCode = (text: string): boolean =>
  text.length === APPOINTMENT_CODE_LENGTH && /^\d+$/.test(text) && dammDigit(text) === '0';

/** Ten million possibilities; the rest of 48 bits by them is off by less than one in ten million. */
const POSSIBILITIES = 10_000_000;

/**
 * The code of an appointment, which follows from its id and the service's secret: a resend is told the same, and it is
 * kept nowhere. `attempt` counts up where another appointment has that code already.
 */
export function codeOf(secret: string, id: string, attempt: number): string {
  const mac = createHmac('sha256', secret).update(`code ${attempt} ${id}`).digest();
  const digits = String(mac.readUIntBE(0, 6) % POSSIBILITIES).padStart(7, '0');
  return `${digits}${dammDigit(digits)}`;
}

/** What of a code or a customer's reference is kept. */
export const digestOf = (secret: string, kind: 'code' | 'customer', text: string): string =>
  createHmac('sha256', secret).update(`${kind} ${text}`).digest('hex');
