import type { Selectable } from 'kysely';
import {
  type Appointment,
  appointmentSchema,
  type FoundAppointment,
  foundAppointmentSchema,
} from '#contracts/branch/appointment.ts';
import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import { businessDate } from '../business-date.ts';
import type { BranchTables } from '../store/tables.ts';
import { checkInFrom, verdictOf } from './rules.ts';
import { timeAt } from './slots.ts';

export type AppointmentRow = Selectable<BranchTables['appointments']>;

/** The number it has, as far as appointments look at it. */
export type ItsNumber = { readonly state: string; readonly label: string } | undefined;

/** A number that was given back leaves the appointment as it was before. */
export const stateNow = (row: AppointmentRow, number: ItsNumber): string =>
  row.state === 'checkedIn' && (!number || number.state === 'gaveUp') ? 'booked' : row.state;

const whenOf = (row: AppointmentRow, timeZone: string) => ({
  day: businessDate(Number(row.starts_at), timeZone),
  time: timeAt(Number(row.starts_at), timeZone),
});

/** As whoever booked it sees it. */
export const toAppointment = (row: AppointmentRow, { timeZone }: BranchConfiguration): Appointment =>
  appointmentSchema.parse({
    id: row.id,
    branch: row.branch,
    service: row.service,
    startsAt: new Date(Number(row.starts_at)).toISOString(),
    ...whenOf(row, timeZone),
    language: row.language,
    state: row.state,
    version: row.version,
  });

/**
 * As a terminal of `branch` sees it at an instant, by the clock and names of the branch it was booked for
 * (`configuration`).
 */
export function toFound(
  row: AppointmentRow,
  number: ItsNumber,
  configuration: BranchConfiguration,
  branch: string,
  now: number,
): FoundAppointment {
  const { appointments: rules, timeZone, services } = configuration;
  const startsAt = Number(row.starts_at);
  const when = whenOf(row, timeZone);
  const state = stateNow(row, number);
  return foundAppointmentSchema.parse({
    id: row.id,
    service: row.service,
    name: services.find(({ id }) => id === row.service)?.name ?? { zh: '柜台业务', en: 'Counter service' },
    ...when,
    verdict: verdictOf(
      { state, startsAt, here: row.branch === branch, today: when.day === businessDate(now, timeZone) },
      rules,
      now,
    ),
    from: timeAt(checkInFrom(startsAt, rules), timeZone),
    label: state === 'checkedIn' ? (number?.label ?? null) : null,
  });
}
