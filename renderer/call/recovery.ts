/** How a connection that is lost is sought again. */
export const RECOVERY = {
  /**
   * Pauses before each attempt, milliseconds; after the last one nothing more is tried by itself. The desk goes first:
   * the terminal waits `later` more, so that the two do not get in each other's way.
   */
  pauses: [100, 1_000, 2_000, 3_000, 5_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000],
  later: 2_500,
  /** So many attempts find new paths for the connection there is (ICE restart); those after them begin a new one. */
  restarts: 3,
  /** A connection that has brought nothing after this is given up, milliseconds. */
  connect: 6_000,
  /** Connections one turn may begin before one of them holds, however often the far side asks. */
  connections: 40,
  /** One that has held for so long counts as good, milliseconds. */
  steady: 20_000,
} as const;

export type Side = 'desk' | 'terminal';
export type Attempt = { readonly after: number; readonly how: 'restart' | 'anew' };

/** The attempt after so many; null when there have been enough. */
export function attemptAfter(made: number, side: Side): Attempt | null {
  const pause = RECOVERY.pauses[made];
  if (pause === undefined) return null;
  return {
    after: pause + (side === 'terminal' ? RECOVERY.later : 0),
    how: made < RECOVERY.restarts ? 'restart' : 'anew',
  };
}
