/** From a page: it wants a new line to the host. Carries nothing. */
export const CONNECT_CHANNEL = 'vestibule:connect';

/** To the page's preload, and from there to the page itself: here is one end of the line (`renderer/bridge/port-carrier.ts`). */
export const PORT_MESSAGE = 'vestibule:port';
