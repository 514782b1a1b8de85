import * as z from 'zod';
import { bilingualSchema, languageSchema } from '../language.ts';
import {
  branchIdSchema,
  needSchema,
  paperSchema,
  queueServiceIdSchema,
  segmentSchema,
} from './configuration.ts';
import { recordIdSchema, ticketAnswerSchema, ticketLabelSchema } from './ticket.ts';

/** Seven digits that follow from nothing, and one that tells most slips of the finger (Damm). */
export const APPOINTMENT_CODE_LENGTH = 8;
export const appointmentCodeSchema = z.string().regex(/^\d{8}$/);

/** What the code's picture (QR) carries: the code, marked as one of an appointment. */
export const appointmentQrSchema = z.string().regex(/^VA\d{8}$/);

/** The bank's own name for a customer; opaque (`opaqueRef` of the bank's contract). */
export const customerRefSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const timeOfDay = z.string().regex(/^\d{2}:\d{2}$/);
const instant = z.iso.datetime();

/** `booked` until its time; then one of the three ends. A number that is given back in time makes it `booked` again. */
export const APPOINTMENT_STATES = ['booked', 'checkedIn', 'cancelled', 'noShow'] as const;
export const appointmentStateSchema = z.enum(APPOINTMENT_STATES);

export const appointmentSchema = z.strictObject({
  id: recordIdSchema,
  branch: branchIdSchema,
  service: queueServiceIdSchema,
  startsAt: instant,
  /** The same by the branch's own clock. */
  day: z.iso.date(),
  time: timeOfDay,
  language: languageSchema,
  state: appointmentStateSchema,
  version: z.int().min(1),
});
export type Appointment = z.infer<typeof appointmentSchema>;

/** A time that can still be had. */
export const slotSchema = z.strictObject({
  startsAt: instant,
  time: timeOfDay,
  free: z.int().min(0).max(99),
});
export type Slot = z.infer<typeof slotSchema>;

export const slotQuerySchema = z.strictObject({ service: queueServiceIdSchema, day: z.iso.date() });
/** `GET /appointments/v1/branches/<branch>/slots`: the times of one day, in order. */
export const slotListSchema = z.strictObject({
  branch: branchIdSchema,
  service: queueServiceIdSchema,
  day: z.iso.date(),
  slots: z.array(slotSchema).max(288),
});
export type SlotList = z.infer<typeof slotListSchema>;

/** `POST /appointments/v1/branches/<branch>/appointments`. The id is the caller's: a resend books nothing twice. */
export const bookingSchema = z.strictObject({
  id: recordIdSchema,
  service: queueServiceIdSchema,
  startsAt: instant,
  language: languageSchema,
  /** With it the appointment is found by ID or card, too; only a digest of it is kept. */
  customerRef: customerRefSchema.nullable(),
});
export type Booking = z.infer<typeof bookingSchema>;

export const movedBookingSchema = z.strictObject({ startsAt: instant });

/** What whoever booked is told; the code is told again to the same request. */
export const bookedSchema = z.strictObject({
  appointment: appointmentSchema,
  code: appointmentCodeSchema,
  qr: appointmentQrSchema,
});
export type Booked = z.infer<typeof bookedSchema>;

/** How an appointment that can be checked in is kept. `early`: its right to go before begins at its own time. */
export const KEPT = ['early', 'onTime', 'late'] as const;
export const keptSchema = z.enum(KEPT);
export type Kept = z.infer<typeof keptSchema>;

/** What can be said of an appointment at a terminal, now. Only the three of `KEPT` can be checked in. */
export const VERDICTS = [
  ...KEPT,
  /** Today, but check-in has not begun. */
  'tooEarly',
  /** Beyond the branch's grace: an ordinary number is what is left. */
  'tooLate',
  'otherDay',
  'otherBranch',
  'cancelled',
  /** It has its number already. */
  'checkedIn',
] as const;
export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/** An appointment as a terminal sees it. */
export const foundAppointmentSchema = z.strictObject({
  id: recordIdSchema,
  service: queueServiceIdSchema,
  name: bilingualSchema,
  day: z.iso.date(),
  time: timeOfDay,
  verdict: verdictSchema,
  /** From when it can be checked in. */
  from: timeOfDay,
  /** The number it has; null before. */
  label: ticketLabelSchema.nullable(),
});
export type FoundAppointment = z.infer<typeof foundAppointmentSchema>;

/** `POST /v1/appointments/find`: by its code, or for a customer whom the bank has recognised, today's next one. */
export const appointmentQuestionSchema = z.union([
  z.strictObject({ code: appointmentCodeSchema }),
  z.strictObject({ customerRef: customerRefSchema }),
]);
export type AppointmentQuestion = z.infer<typeof appointmentQuestionSchema>;

/** `POST /v1/appointments/<id>/check-in`; `ticket` is the terminal's id for the number to be cut. */
export const checkInSchema = z.strictObject({
  ticket: recordIdSchema,
  /** Where it was found by its code: it opens what is kept for a notice of the customer's arrival. */
  code: appointmentCodeSchema.nullable(),
  segment: segmentSchema,
  needs: z
    .array(needSchema)
    .max(3)
    .refine((needs) => new Set(needs).size === needs.length, { error: 'a need stands twice' }),
  language: languageSchema,
});
export type CheckIn = z.infer<typeof checkInSchema>;

/** Answer to `POST /v1/appointments/find`. */
export const foundAnswerSchema = z.strictObject({ appointment: foundAppointmentSchema.nullable() });
export type FoundAnswer = z.infer<typeof foundAnswerSchema>;

/** The appointment as it stands then, and its number where it has one: never a second one. */
export const checkInAnswerSchema = z.strictObject({
  appointment: foundAppointmentSchema,
  answer: ticketAnswerSchema.nullable(),
});
export type CheckInAnswer = z.infer<typeof checkInAnswerSchema>;

/** Most appointments one answer to a page of staff carries. */
export const APPOINTMENT_LIST_LIMIT = 200;

/** `GET /staff/api/appointments`: today's, by time; who they are for stands nowhere. */
export const expectedAppointmentsSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: instant,
  day: z.iso.date(),
  total: z.int().min(0),
  appointments: z
    .array(
      z.strictObject({
        service: queueServiceIdSchema,
        name: bilingualSchema,
        time: timeOfDay,
        state: appointmentStateSchema,
        label: ticketLabelSchema.nullable(),
        kept: keptSchema.nullable(),
      }),
    )
    .max(APPOINTMENT_LIST_LIMIT),
});
export type ExpectedAppointments = z.infer<typeof expectedAppointmentsSchema>;

/** `GET /book/api/choices`: what the practice page can book. */
export const bookingChoicesSchema = z.strictObject({
  branch: bilingualSchema,
  services: z
    .array(
      z.strictObject({
        id: queueServiceIdSchema,
        name: bilingualSchema,
        /** What the counter will ask for. */
        papers: z.array(paperSchema).max(8),
      }),
    )
    .max(24),
  /** Today first, by the branch's own clock. */
  days: z.array(z.iso.date()).max(60),
  /** Those of them on which the branch has no time at all. */
  closed: z.array(z.iso.date()).max(60),
  /** How long before its time an appointment can be checked in, and how long after it is kept. */
  earlyMinutes: z.int().min(0).max(240),
  lateMinutes: z.int().min(0).max(240),
});
export type BookingChoices = z.infer<typeof bookingChoicesSchema>;
