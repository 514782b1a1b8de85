import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type HostOptions, hostReportSchema } from '#contracts/launch/host-options.ts';

const HOST_PROGRAM = fileURLToPath(new URL('../../../host/main.ts', import.meta.url));

/** The host as the launcher starts it: a process of its own that can be killed at any moment. */
export type HostChild = {
  readonly url: string;
  readonly branchUrl: string;
  readonly pid: number;
  /** Everything it wrote on standard output and error. */
  readonly output: () => string;
  /** Further messages on its channel, for a probe that was loaded with `flags`. */
  ask(question: string): Promise<unknown>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it as the launcher's end does. */
  stop(): Promise<void>;
};

/** A host that has not said yet that it serves, so that it can be killed before it does. */
export type StartingHost = { readonly ready: Promise<HostChild>; kill(): Promise<void> };

/** Starts a host; `flags` go to Node. */
export function spawnHost(options: HostOptions, flags: readonly string[] = []): StartingHost {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...flags, HOST_PROGRAM], {
    env: { ...process.env, VESTIBULE_HOST_OPTIONS: JSON.stringify(options) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const ready = new Promise<HostChild>((resolve, reject) => {
    const heard = (message: unknown) => {
      const report = hostReportSchema.safeParse(message);
      if (!report.success) return;
      child.off('message', heard);
      if (report.data.type === 'failed')
        return reject(new Error(`the host did not start: ${report.data.code}`));
      const { url, branchUrl } = report.data;
      resolve({
        url,
        branchUrl,
        pid: child.pid ?? 0,
        output: () => output,
        ask: async (question) => {
          child.send({ question });
          const [answer] = await once(child, 'message');
          return answer;
        },
        kill,
        stop: async () => {
          if (child.connected) child.disconnect();
          await exited;
        },
      });
    };
    child.on('message', heard);
    void exited.then(() => reject(new Error(`the host ended before it served: ${output.slice(-400)}`)));
  });
  // Whoever kills a starting host does not wait for it.
  ready.catch(() => {});
  return { ready, kill };
}
