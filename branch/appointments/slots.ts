import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import { branchTime } from '../branch-time.ts';
import { businessDate } from '../business-date.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A time of a day that can be booked: milliseconds since the epoch, and `10:30` by the branch's own clock. */
export type SlotTime = { readonly start: number; readonly time: string };

/** `10:30` at the branch. */
export const timeAt = (wall: number, timeZone: string): string => {
  const { hour, minute } = branchTime(wall, timeZone);
  return `${hour}:${minute}`;
};

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const minutesOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/**
 * The instant at which the branch's clock shows this; undefined where it never does, because the hour is left out that
 * day. Of two such instants the first.
 */
export function instantOf(day: string, time: string, timeZone: string): number | undefined {
  const naive = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(naive)) return undefined;
  const shown = (wall: number) => Date.parse(`${businessDate(wall, timeZone)}T${timeAt(wall, timeZone)}:00Z`);
  // Zones lie within a day of UTC; what the clock is off there, before and after a change, leads to every candidate.
  const candidates = [naive - DAY, naive, naive + DAY].map((near) => naive - (shown(near) - near));
  return candidates.filter((wall) => shown(wall) === naive).toSorted((a, b) => a - b)[0];
}

/** The day after so many days, as a calendar counts. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The days that can be booked now, today first. */
export const bookableDays = ({ appointments, timeZone }: BranchConfiguration, wall: number): string[] =>
  Array.from({ length: appointments.daysAhead + 1 }, (_, days) =>
    dayAfter(businessDate(wall, timeZone), days),
  );

/** Places of a service in each slot; 0 = it cannot be booked here. */
export function placesOf({ appointments, services }: BranchConfiguration, service: string): number {
  if (!services.some(({ id }) => id === service)) return 0;
  if (appointments.services.length === 0) return appointments.places;
  return appointments.services.find((one) => one.service === service)?.places ?? 0;
}

/** Every slot of a day that lies whole within opening hours, in order, whether it is past or not. */
export function slotsOf({ appointments, hours, timeZone }: BranchConfiguration, day: string): SlotTime[] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const { slotMinutes } = appointments;
  const times = new Set<number>();
  for (const { days, from, to } of hours)
    if (days.includes(weekday))
      for (let at = minutesOf(from); at + slotMinutes <= minutesOf(to); at += slotMinutes) times.add(at);
  return [...times]
    .toSorted((a, b) => a - b)
    .flatMap((minutes) => {
      const time = clockOf(minutes);
      const start = instantOf(day, time, timeZone);
      return start === undefined ? [] : [{ start, time }];
    });
}
