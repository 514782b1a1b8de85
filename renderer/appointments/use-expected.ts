import { type ExpectedAppointments, expectedAppointmentsSchema } from '#contracts/branch/appointment.ts';
import { useLive } from '../live/use-live.ts';
import { useStaffFeed } from '../staff/use-staff-feed.ts';

/** Today's appointments, kept fresh; null before the first answer. Only inside a `StaffGate`. */
export const useExpected = (): ExpectedAppointments | null =>
  useLive(useStaffFeed('/staff/api/appointments', expectedAppointmentsSchema)).value;
