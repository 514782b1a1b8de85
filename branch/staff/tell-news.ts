import type { StaffNews } from './office.ts';

/**
 * With what one gets in at the pages of staff, a line each, for whoever starts the service at its machine: the invented
 * members, or the first administrator's code. `url` is the service's, with a slash at its end.
 */
export const staffLines = ({ practice, administratorCode }: StaffNews, url: string): string[] => [
  ...practice.map(
    ({ number, pin, name, roles, validDays }) =>
      `staff ${number} PIN ${pin} ${roles.join(',')}${validDays === undefined ? '' : ` for ${validDays} days`} (practice: ${name})`,
  ),
  ...(administratorCode === null
    ? []
    : [`administrator-code ${administratorCode} (once, within 24 hours, at ${url}staff)`]),
];
