import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { WebSocketServer } from 'ws';
import { SOCKET_LIMITS, TELLER_SOCKET } from '#contracts/branch/teller.ts';
import type { CallRoom } from '../calls/open.ts';
import { checkAddress, checkSameOrigin, type OwnAddress } from '../http/guard.ts';
import { SECURITY_HEADERS } from '../http/headers.ts';
import { tokenIn } from '../http/staff-session.ts';
import type { StaffDoor } from '../staff/door.ts';
import { DeskSession } from './desk-session.ts';
import { SocketLine } from './line.ts';

export type DeskSocketOptions = {
  readonly room: CallRoom;
  readonly door: StaffDoor;
  /** Under which addresses a port of ours may be spoken to. */
  readonly addressOf: (port: number) => OwnAddress;
};

/** Beyond what may be said, up to here, it is said why; what is larger still is not even read. */
const READ_BYTES = 2 * SOCKET_LIMITS.bytes;

/**
 * The socket of tellers' desks on the service's own listener. Only a page of ours gets as far as speaking; whether its
 * person is signed in and a teller is told on the socket, since a page hears nothing of a refused upgrade.
 */
export function deskSocket(app: FastifyInstance, { room, door, addressOf }: DeskSocketOptions) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: READ_BYTES, perMessageDeflate: false });
  const open = new Map<SocketLine, DeskSession>();
  const ending = new Set<Promise<void>>();
  let closed = false;

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (closed) return refuse(socket, '503 Service Unavailable');
    if (request.url !== TELLER_SOCKET) return refuse(socket, '404 Not Found');
    const address = checkAddress(request.headers, addressOf(request.socket.localPort ?? 0));
    if (!address.ok)
      return refuse(socket, address.error.code === 'wrongHost' ? '421 Misdirected Request' : '403 Forbidden');
    if (!checkSameOrigin(request.headers).ok) return refuse(socket, '403 Forbidden');
    const token = tokenIn(request.headers.cookie);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const session = new DeskSession(room, async (touch) =>
        token === undefined ? undefined : (await door.who(token, touch))?.staff,
      );
      const line = new SocketLine(ws, room.clock, {
        text: (text) => session.text(text),
        alive: () => session.alive(),
        gone: () => {
          open.delete(line);
          const end = session.end().finally(() => ending.delete(end));
          ending.add(end);
        },
      });
      open.set(line, session);
      session.begin(line);
    });
  });

  return {
    /** How many desks are connected here. */
    get open(): number {
      return open.size;
    },
    /** Lets go of every desk; they go on at another instance, or at the next run. */
    close: async (): Promise<void> => {
      closed = true;
      for (const line of [...open.keys()]) line.restart();
      while (open.size > 0 || ending.size > 0) {
        await Promise.all(ending);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  const headers = Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n${headers.join('')}\r\n`);
}
