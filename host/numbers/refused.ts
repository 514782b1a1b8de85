/** A number given out here while the branch was away, which the branch does not take in. */
export const refusedNumber = ({
  label,
  reason,
}: {
  readonly label: string;
  readonly reason: string;
}): string =>
  `numberRefused: the branch does not take in number ${label}, which was given out here while it was away (${reason}). ` +
  'Look for whoever holds it.';
