/** How long the terminal waits for its branch service, in milliseconds, and what a passed deadline means. */
export const BRANCH_DEADLINES = {
  /** An answer that is not waited for on purpose. Passed: `unreachable`; every request may be sent again. */
  answer: 5_000,
  /** What waits for an authority, a signer or some megabytes. Passed: as above. */
  paper: 15_000,
  /** One long poll asks the service to wait this many seconds at most (the contract allows 25). */
  longPollSeconds: 20,
  /** On top of it before the line is given up: a service that is alive answers in time. */
  longPollGrace: 5_000,
  /** Pause after the first failure of a watch; doubled by each further one. */
  retryFirst: 1_000,
  /** Longest pause: how late an acknowledgement can be seen after the line is back. */
  retryMost: 10_000,
} as const;
