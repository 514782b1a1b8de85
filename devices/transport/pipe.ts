import { chmod, lstat, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { type Carrier, OpenLine } from './open-line.ts';
import type { Line, Transport, TransportError } from './transport.ts';

/** Both ends are on this machine: a connection or a write that takes longer will not happen. */
export const PIPE_MILLISECONDS = 5_000;
/** Lines a server keeps at once: one is in use, a few may be on their way out. */
export const MAXIMUM_PIPE_LINES = 8;

const WINDOWS = process.platform === 'win32';

export type PipeSettings = {
  /** A `node:net` path: a file for a Unix socket, `\\.\pipe\name` on Windows. */
  readonly path: string;
  /** For people and traces; the path when left out. */
  readonly name?: string;
};

/** The client's end of a pipe to a simulator in another process. Every `open` is a new connection. */
export function pipeTransport(settings: PipeSettings, clock: Clock = systemClock): Transport {
  return {
    name: settings.name ?? settings.path,
    open: () => dial(settings.path, clock),
  };
}

export type PipeServer = {
  /** Ends every line and frees the path. Idempotent. */
  close(): Promise<void>;
};

/**
 * Listens on a pipe and hands over a `Line` for every connection. `busy`: somebody alive listens there already; what
 * a dead process left behind is taken over. On Unix only this user may connect; the folder should be private as well.
 */
export async function servePipe(
  path: string,
  onLine: (line: Line) => void,
  clock: Clock = systemClock,
): Promise<Result<PipeServer, TransportError>> {
  const first = await listenAt(path, onLine, clock);
  if (first.ok || first.error.code !== 'busy' || WINDOWS) return first;
  const probe = await dial(path, clock);
  if (probe.ok) await probe.value.close();
  // Only a socket without a server is left over; a file of somebody else's is not ours to delete.
  if (probe.ok || probe.error.code !== 'missing' || !(await isSocket(path))) return first;
  await rm(path, { force: true });
  return listenAt(path, onLine, clock);
}

const isSocket = (path: string): Promise<boolean> =>
  lstat(path).then(
    (entry) => entry.isSocket(),
    () => false,
  );

async function listenAt(
  path: string,
  onLine: (line: Line) => void,
  clock: Clock,
): Promise<Result<PipeServer, TransportError>> {
  const lines = new Set<OpenLine>();
  const server = createServer((socket) => {
    const line = lineOf(socket, clock);
    lines.add(line);
    socket.once('close', () => lines.delete(line));
    onLine(line);
  });
  server.maxConnections = MAXIMUM_PIPE_LINES;
  const failure = await new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen(path, () => resolve(undefined));
  });
  if (failure) return err(socketError(failure));
  server.on('error', () => {});
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      for (const line of lines) void line.close();
    });
    return closed;
  };
  if (WINDOWS) return ok({ close });
  try {
    await chmod(path, 0o600);
    return ok({ close });
  } catch (refusal) {
    await close();
    return err(socketError(refusal instanceof Error ? refusal : new Error('unknown')));
  }
}

function dial(path: string, clock: Clock): Promise<Result<Line, TransportError>> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const giveUp = clock.setTimeout(() => fail({ code: 'refused', detail: 'no answer' }), PIPE_MILLISECONDS);
    const fail = (error: TransportError) => {
      clock.clearTimeout(giveUp);
      socket.destroy();
      resolve(err(error));
    };
    const refused = (failure: Error) => fail(socketError(failure));
    socket.once('error', refused);
    socket.once('connect', () => {
      clock.clearTimeout(giveUp);
      const line = lineOf(socket, clock);
      socket.off('error', refused);
      resolve(ok(line));
    });
  });
}

/** A socket that nobody serves is as missing as no socket. */
function socketError(failure: Error): TransportError {
  const detail = 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.name;
  switch (detail) {
    case 'ENOENT':
    case 'ECONNREFUSED':
      return { code: 'missing', detail };
    case 'EADDRINUSE':
    case 'EBUSY':
    case 'EAGAIN':
      return { code: 'busy', detail };
    default:
      return { code: 'refused', detail };
  }
}

function lineOf(socket: Socket, clock: Clock): OpenLine {
  const line: OpenLine = new OpenLine(carrierOf(socket), clock);
  const over = () => void line.ended({ code: 'gone' });
  socket.on('data', (chunk) => line.received(new Uint8Array(Buffer.from(chunk))));
  socket.on('end', over).on('error', over).on('close', over);
  return line;
}

function carrierOf(socket: Socket): Carrier {
  return {
    patience: () => PIPE_MILLISECONDS,
    send: (bytes, done) => {
      if (!socket.writable) return done(false);
      socket.write(bytes, (failure) => done(!failure));
    },
    release: () =>
      new Promise((resolve) => {
        if (socket.closed) return resolve();
        socket.once('close', () => resolve());
        socket.destroy();
      }),
  };
}
