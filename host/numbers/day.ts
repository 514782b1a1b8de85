/** The day it is at that instant (milliseconds since 1970) in that time zone (IANA name), as `2026-11-22`. */
export const dayIn = (timeZone: string, wall: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    wall,
  );
