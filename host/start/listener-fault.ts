import type { Result } from '#foundation/result.ts';
import { fault, type StartFault } from './fault.ts';
import { portWords } from './port-words.ts';

/** Why the terminal's own pages cannot be served. */
export const listenerFault = ({
  code,
  detail,
}: {
  readonly code: 'pagesMissing' | 'portBusy' | 'portRefused';
  readonly detail: string;
}): Result<never, StartFault> =>
  fault(
    code,
    code === 'pagesMissing'
      ? `The pages are not built: ${detail} is empty.`
      : portWords(code, detail, '--port'),
  );
