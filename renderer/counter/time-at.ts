/** An instant (ISO 8601) as the branch's own clock shows it: `10:30`. */
export const timeAt = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    Date.parse(instant),
  );
