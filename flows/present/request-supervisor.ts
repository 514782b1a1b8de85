import type { Action } from '#contracts/screen/actions.ts';

/** Staff hold the clock; it stands on no screen and is on none of a screen's buttons. */
export const requestSupervisor: Action = { id: 'requestSupervisor', role: 'frame' };
