import type { CodedError, Result } from '#foundation/result.ts';
import { fault, type StartFault } from './fault.ts';
import { portWords } from './port-words.ts';

/** Why the branch service of a terminal that stands alone did not start, in words that say what to do. */
export const branchFault = ({ code, detail = '' }: CodedError): Result<never, StartFault> =>
  fault(
    code,
    `The branch service did not start. ${
      code === 'portBusy' || code === 'portRefused'
        ? portWords(code, detail, '--branch-port')
        : `Look at ${detail || 'its data folder'} (${code}).`
    }`,
  );
