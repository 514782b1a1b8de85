import { join } from 'node:path';
import { type BranchOptions, type BranchService, startBranch } from '#branch/service.ts';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import { ok, type Result } from '#foundation/result.ts';
import { fault, type StartFault } from './fault.ts';
import { portWords } from './port-words.ts';

/** The branch service of a terminal that stands alone, in the host's own process; none where it runs elsewhere. */
export async function startOwnBranch(
  options: HostOptions,
  { bank, clock }: Pick<BranchOptions, 'clock'> & Required<Pick<BranchOptions, 'bank'>>,
  publicUrl: string | undefined,
): Promise<Result<BranchService | undefined, StartFault>> {
  if (options.branch) return ok(undefined);
  const started = await startBranch({
    port: options.branchPort,
    dataDir: options.dataDir,
    pagesDir: join(options.pagesDir, '..', 'branch-pages'),
    clock,
    timeZone: 'Asia/Shanghai',
    practiceStaff: options.bank.sandbox,
    bank,
    ...(publicUrl ? { publicUrl } : {}),
  });
  if (started.ok) return started;
  const { code, detail = '' } = started.error;
  return fault(
    code,
    `The branch service did not start. ${
      code === 'portBusy' || code === 'portRefused'
        ? portWords(code, detail, '--branch-port')
        : `Look at ${detail || 'its data folder'} (${code}).`
    }`,
  );
}
