/** What a run of tests came to. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that were left out, by file, with how many of it. */
  readonly leftOut: Readonly<Record<string, number>>;
};

export const EMPTY: Tally = { passed: 0, failed: 0, skipped: 0, leftOut: {} };

/** As much of a finished test file as counts; errors are those of the file and its groups, outside any test. */
export type FinishedFile = {
  readonly path: string;
  readonly states: readonly ('passed' | 'failed' | 'skipped' | 'pending')[];
  readonly errors: number;
};

/**
 * Counts a run. A file or group that broke counts as one failed test, as does every error nobody caught; a run that
 * says it failed is never counted clean.
 */
export function tallyOf(files: readonly FinishedFile[], unhandled: number, runFailed: boolean): Tally {
  const states = files.flatMap((file) => file.states);
  const broken = files.reduce((sum, { errors }) => sum + errors, 0);
  const failed = states.filter((state) => state === 'failed').length + broken + unhandled;
  const leftOut = files.flatMap(({ path, states: own }) => {
    const count = own.filter(isLeftOut).length;
    return count === 0 ? [] : [[path, count] as const];
  });
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: failed === 0 && runFailed ? 1 : failed,
    skipped: states.filter(isLeftOut).length,
    leftOut: Object.fromEntries(leftOut),
  };
}

// A test that is still pending when the run is over was never run.
const isLeftOut = (state: FinishedFile['states'][number]) => state === 'skipped' || state === 'pending';

/** Both together. */
export const sum = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  leftOut: { ...a.leftOut, ...b.leftOut },
});

/** The one line a run ends with. */
export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
