/** What closes a terminal by itself, the gravest first. */
export const FAULTS = ['journal', 'cardStuck', 'idScanner', 'bank'] as const;
export type OutOfServiceFault = (typeof FAULTS)[number];

/** Why staff took it out of service, as customers read it. */
export const CLOSINGS = ['supplies', 'maintenance', 'closing', 'event'] as const;

/** Everything it says of being out of service; `supervisor`: somebody of the staff has it just now. */
export const OUT_OF_SERVICE = [...FAULTS, 'supervisor', ...CLOSINGS] as const;
export type OutOfServiceReason = (typeof OUT_OF_SERVICE)[number];
