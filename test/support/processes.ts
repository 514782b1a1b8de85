import { readdirSync, readFileSync } from 'node:fs';

/** A process as proc(5) tells it. */
export type ProcessSeen = {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** A dead one nobody has asked after yet. */
  readonly zombie: boolean;
  readonly commandLine: string;
};

/** Whether this system tells about processes the way these helpers read it. */
export const processesCanBeSeen = process.platform === 'linux';

/** Every process there is. */
export const allProcesses = (): ProcessSeen[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [state = '', parent = '', group = ''] = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const zombie = state === 'Z' || state === 'X';
        return [{ pid: Number(name), parent: Number(parent), group: Number(group), zombie, commandLine }];
      } catch {
        // It ended while it was looked at.
        return [];
      }
    });

/** Everything a process has started, and what that has started; not itself. */
export function descendants(pid: number): ProcessSeen[] {
  const all = allProcesses();
  const found: ProcessSeen[] = [];
  let parents = new Set([pid]);
  while (parents.size > 0) {
    const children = all.filter(({ parent }) => parents.has(parent));
    found.push(...children);
    parents = new Set(children.map((child) => child.pid));
  }
  return found;
}

/** Those of these processes that still run. */
export function stillRunning(seen: readonly ProcessSeen[]): ProcessSeen[] {
  const now = new Map(allProcesses().map((one) => [one.pid, one]));
  // A number may have gone to somebody else meanwhile; the command line tells.
  return seen.filter(({ pid, commandLine }) => {
    const one = now.get(pid);
    return one !== undefined && !one.zombie && one.commandLine === commandLine;
  });
}

/** A line of /proc/PID/status: `Uid`, `Seccomp`. Nothing of one that has ended. */
export function statusOf(pid: number, field: string): string {
  try {
    const line = new RegExp(`^${field}:[\\t ]*(.*?)[\\t ]*$`, 'm');
    return line.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
