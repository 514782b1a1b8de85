import { LONG_POLL_MAXIMUM_SECONDS } from '#contracts/branch/assistance.ts';

/** How a long poll is asked. */
export const poll = {
  after: 'The revision or version seen last. The answer comes when there is another one.',
  wait: `Seconds to wait for it, at most ${LONG_POLL_MAXIMUM_SECONDS}; then the answer tells how it stands.`,
};
