import { lookup } from 'node:dns/promises';
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { Clock } from '#foundation/clock.ts';

/** How long anybody may take to answer, milliseconds. */
export const PROBE_MILLISECONDS = 5_000;
const DAY = 86_400_000;

/** What can be found out about the terminal's surroundings. Nothing of it rejects; null: it could not be found out. */
export type Probes = {
  /** Whether anybody answers HTTP there, how long it took, and what time he has. */
  reach(url: string): Promise<{ readonly milliseconds: number; readonly date: number | null } | null>;
  /** Whether the name in the address can be resolved. An address of figures always can. */
  resolves(url: string): Promise<boolean>;
  /** Days until the certificate there expires; null also where there is none. */
  certificateDays(url: string): Promise<number | null>;
  disk(): Promise<{ readonly free: number; readonly journal: number; readonly reserve: boolean } | null>;
};

/** The machine's own network and disk. */
export const machineProbes = (dataDir: string, clock: Clock): Probes => ({
  reach: async (url) => {
    const began = clock.monotonic();
    try {
      // Any answer is one, a refusal too: who may ask what is another question.
      const reply = await fetch(url, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(PROBE_MILLISECONDS),
      });
      const date = Date.parse(reply.headers.get('date') ?? '');
      return { milliseconds: clock.monotonic() - began, date: Number.isNaN(date) ? null : date };
    } catch {
      return null;
    }
  },
  resolves: async (url) => {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0) return true;
    try {
      await lookup(host);
      return true;
    } catch {
      return false;
    }
  },
  certificateDays: (url) => {
    const { protocol, hostname, port } = new URL(url);
    if (protocol !== 'https:') return Promise.resolve(null);
    return new Promise((resolve) => {
      // Only its dates are read, and nothing is sent: whether it is to be trusted is for whoever sends something.
      const socket = connect({
        host: hostname,
        port: Number(port || 443),
        servername: isIP(hostname) === 0 ? hostname : '',
        rejectUnauthorized: false,
        timeout: PROBE_MILLISECONDS,
      });
      const end = (days: number | null) => {
        socket.destroy();
        resolve(days);
      };
      socket.once('secureConnect', () => {
        const until = Date.parse(socket.getPeerCertificate().valid_to);
        end(Number.isNaN(until) ? null : (until - clock.wall()) / DAY);
      });
      socket.once('error', () => end(null));
      socket.once('timeout', () => end(null));
    });
  },
  disk: async () => {
    try {
      const { bavail, bsize } = await statfs(dataDir);
      const size = (name: string) => {
        const file = join(dataDir, name);
        return existsSync(file) ? statSync(file).size : 0;
      };
      return {
        free: bavail * bsize,
        journal: size('journal.sqlite') + size('journal.sqlite-wal'),
        reserve: existsSync(join(dataDir, 'reserve.bin')),
      };
    } catch {
      return null;
    }
  },
});
