import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TurnOptions } from '#branch/turn/credentials.ts';
import type { Ice } from '#contracts/branch/signal.ts';

const PROGRAM = '/usr/bin/turnserver';

/** Without it whoever needs a relay leaves himself out. */
export const turnIsHere = (): boolean => existsSync(PROGRAM);

export type Turn = {
  readonly port: number;
  /** The same as a branch service is told of it: relayed media alone. */
  readonly options: TurnOptions;
  /** Servers and credentials of an hour, as a branch gives them; relayed media alone. `by`: the port of a line to it. */
  readonly ice: (by?: number) => Ice;
  /** Stands still with everything it holds: what is sent to it goes nowhere. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Dies without a word; what it held is gone. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A free UDP port of loopback. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });

/** A real TURN server (coturn) on loopback, with a secret of its own and nothing kept. */
export async function openTurn(): Promise<Turn> {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'turn-'));
  const secret = randomBytes(16).toString('hex');
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const args = [
      '-n',
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=vestibule.test',
      '--allow-loopback-peers',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--log-file=stdout',
      '--simple-log',
      `--db=${join(folder, 'turndb')}`,
      `--pidfile=${join(folder, 'pid')}`,
    ];
    const started = spawn(PROGRAM, args, { stdio: ['ignore', 'ignore', 'ignore'], cwd: folder });
    child = started;
    await answers(port);
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = undefined;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await gone;
  };
  await start();
  const url = `turn:127.0.0.1:${port}?transport=udp`;
  return {
    port,
    options: { urls: [url], secret, relayOnly: true },
    ice(by = port) {
      const until = Math.floor(Date.now() / 1_000) + 3_600;
      const username = `${until}:terminal`;
      const credential = createHmac('sha1', secret).update(username).digest('base64');
      return {
        servers: [{ urls: [`turn:127.0.0.1:${by}?transport=udp`], username, credential }],
        relayOnly: true,
        expiresAt: new Date(until * 1_000).toISOString(),
      };
    },
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    kill,
    start,
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** STUN binding request (RFC 8489): whoever serves TURN answers it. */
function answers(port: number): Promise<void> {
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const end = (failure?: Error) => {
      clearInterval(again);
      clearTimeout(late);
      socket.close();
      if (failure) reject(failure);
      else resolve();
    };
    const again = setInterval(() => socket.send(request, port, '127.0.0.1'), 50);
    const late = setTimeout(() => end(new Error('the TURN server does not answer')), 10_000);
    socket.on('message', () => end());
    // Nobody listens there yet.
    socket.on('error', () => undefined);
    socket.send(request, port, '127.0.0.1');
  });
}
