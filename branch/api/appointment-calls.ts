import {
  appointmentQuestionSchema,
  bookedSchema,
  bookingChoicesSchema,
  bookingSchema,
  checkInAnswerSchema,
  checkInSchema,
  expectedAppointmentsSchema,
  foundAnswerSchema,
  movedBookingSchema,
  slotListSchema,
} from '#contracts/branch/appointment.ts';
import type { BranchCall } from './calls.ts';

const slotQuery = { service: 'Which service.', day: 'Which day, YYYY-MM-DD by the branch’s own clock.' };
const OF_BRANCH = '/appointments/v1/branches/:branch';

/** Appointments: booked by the bank, found and checked in by terminals, expected by staff. */
export const appointmentCalls = (poll: Readonly<Record<string, string>>): BranchCall[] => [
  {
    id: 'appointmentSlots',
    method: 'GET',
    path: `${OF_BRANCH}/slots`,
    caller: 'bank',
    summary: 'The times of a day that are not past, with the places left.',
    query: slotQuery,
    answer: slotListSchema,
  },
  {
    id: 'bookAppointment',
    method: 'POST',
    path: `${OF_BRANCH}/appointments`,
    caller: 'bank',
    summary:
      'Books a place and tells the code. The same request again books nothing twice and tells the same code.',
    request: bookingSchema,
    answer: bookedSchema,
    made: true,
  },
  {
    id: 'appointment',
    method: 'GET',
    path: `${OF_BRANCH}/appointments/:id`,
    caller: 'bank',
    summary: 'An appointment as it stands, with its code.',
    answer: bookedSchema,
  },
  {
    id: 'moveAppointment',
    method: 'POST',
    path: `${OF_BRANCH}/appointments/:id/move`,
    caller: 'bank',
    summary: 'Another time under the same code; where it is full, the old place is kept.',
    request: movedBookingSchema,
    answer: bookedSchema,
  },
  {
    id: 'cancelAppointment',
    method: 'POST',
    path: `${OF_BRANCH}/appointments/:id/cancel`,
    caller: 'bank',
    summary: 'The place is free again.',
    answer: bookedSchema,
  },
  {
    id: 'findAppointment',
    method: 'POST',
    path: '/v1/appointments/find',
    caller: 'terminal',
    summary:
      'An appointment by its code, or today’s of a customer whom the bank has recognised, and what can be done with it now. Codes are asked for six at once and then one in ten seconds.',
    request: appointmentQuestionSchema,
    answer: foundAnswerSchema,
  },
  {
    id: 'checkIn',
    method: 'POST',
    path: '/v1/appointments/:id/check-in',
    caller: 'terminal',
    summary:
      'Cuts the number of an appointment, once: asked again, from wherever, it answers the same number. Without a number where it cannot be checked in now.',
    request: checkInSchema,
    answer: checkInAnswerSchema,
    made: true,
  },
  {
    id: 'expectedAppointments',
    method: 'GET',
    path: '/staff/api/appointments',
    caller: 'counterLobbyOrManager',
    summary: 'Today’s appointments, without anybody’s name. A long poll also answers as time goes by.',
    query: poll,
    answer: expectedAppointmentsSchema,
  },
  {
    id: 'bookChoices',
    method: 'GET',
    path: '/book/api/choices',
    caller: 'anybody',
    summary: 'What the practice page can book. This and the two below exist beside the sandbox bank alone.',
    answer: bookingChoicesSchema,
  },
  {
    id: 'bookSlots',
    method: 'GET',
    path: '/book/api/slots',
    caller: 'anybody',
    summary: 'The times of a day in the home branch, for practice.',
    query: slotQuery,
    answer: slotListSchema,
  },
  {
    id: 'bookInPractice',
    method: 'POST',
    path: '/book/api/appointments',
    caller: 'anybody',
    summary: 'Books a place for practice. Only from a page of this origin.',
    request: bookingSchema,
    answer: bookedSchema,
    made: true,
  },
];
