import { type HostReport, hostOptionsSchema } from '#contracts/launch/host-options.ts';
import { startHost } from './composition.ts';

/** The host as a process of its own: started by the launcher, ended with it. */
const report = (message: HostReport): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });

async function fail(code: string, message: string): Promise<never> {
  await report({ type: 'failed', code, message });
  // Whoever holds the channel says it.
  if (!process.send) process.stderr.write(`${message}\n`);
  process.exit(1);
}

const options = hostOptionsSchema.safeParse(parse(process.env.VESTIBULE_HOST_OPTIONS));
delete process.env.VESTIBULE_HOST_OPTIONS;
if (!options.success) await fail('badOptions', 'The host is started by the launcher: npm start.');
else {
  const { dataDir } = options.data;
  const host = await startHost({
    options: options.data,
    say: (line) => process.stderr.write(`${line}\n`),
    onBroken: (reason) => {
      process.stderr.write(`The flow broke and the host starts anew: ${reason}\n`);
      process.exit(70);
    },
  }).catch((failure: unknown) =>
    // What nobody foresaw lies in what the folder holds: everything else has been asked for and answered by then.
    fail(
      'unforeseen',
      `The terminal cannot start on the data folder ${dataDir} (${failure instanceof Error ? failure.message : 'unknown'}). ` +
        'It may be damaged, or another version may have written it. Keep a copy, and name another with --data.',
    ),
  );
  if (!host.ok) await fail(host.error.code, host.error.message);
  else {
    let ending = false;
    const end = () => {
      if (ending) return;
      ending = true;
      void host.value.close().finally(() => process.exit(0));
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    // Whoever started us is gone: nobody would restart us, and the simulators went with it.
    process.on('disconnect', end);
    // They may have gone while this was still starting.
    if (process.send && !process.connected) end();
    const { url, branchUrl, staffLines } = host.value;
    await report({ type: 'ready', url, branchUrl, staffLines: [...staffLines] });
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
