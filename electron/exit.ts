/** How the shell ends; the launcher reads these (`launcher/launch.ts`). */
export const EXIT = {
  /** A person closed the terminal's window: final, nothing is started again. */
  closed: 0,
  /** It cannot start, or a page or the host broke too often: the launcher decides whether to try again. */
  failed: 1,
  /** Something broke that nothing here expects. */
  broken: 70,
  /** It was asked to end, by signal or by its channel (128 + SIGTERM). Not 0: the launcher may want it back. */
  asked: 143,
} as const;
