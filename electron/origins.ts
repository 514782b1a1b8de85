import type { PageRole } from '#contracts/bridge/messages.ts';

/** The scheme our pages are served under; nothing else is ever loaded. */
export const SCHEME = 'vestibule';

/** Each page has an origin of its own, so that zoom, storage and authority of one never are another's. */
export const originOf = (role: PageRole): string => `${SCHEME}://${role}`;

/** The only address a window of that role may show. */
export const pageUrl = (role: PageRole): string => `${originOf(role)}/`;
