import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

export type UdpLine = {
  /** Whoever sends here speaks with the target. */
  readonly port: number;
  /** Share of packets that are lost from now on, each way, 0 to 1. */
  readonly lose: (share: number) => void;
  /** Bytes a second that go through from now on, each way; null: as many as come. What has no room is lost. */
  readonly choke: (bytesASecond: number | null) => void;
  readonly close: () => void;
};

/** A poor line of UDP on loopback before a port of this machine. */
export async function openUdpLine(target: number): Promise<UdpLine> {
  let share = 0;
  let rate: number | null = null;
  /** What still has room, each way. */
  const room = { there: 0, back: 0 };
  let filled = performance.now();
  const passes = (way: keyof typeof room, bytes: number): boolean => {
    if (Math.random() < share) return false;
    if (rate === null) return true;
    const now = performance.now();
    for (const each of ['there', 'back'] as const)
      room[each] = Math.min(rate, room[each] + ((now - filled) / 1_000) * rate);
    filled = now;
    if (room[way] < bytes) return false;
    room[way] -= bytes;
    return true;
  };
  const front = createSocket('udp4');
  const backs = new Map<string, Socket>();
  // A browser may speak from any address of this machine, also with loopback.
  const backOf = ({ address, port }: RemoteInfo): Socket => {
    const from = `${address} ${port}`;
    const known = backs.get(from);
    if (known) return known;
    const back = createSocket('udp4');
    back.on('message', (packet) => {
      if (passes('back', packet.length)) front.send(packet, port, address);
    });
    // Nobody is there just now: that is what a poor line is like.
    back.on('error', () => undefined);
    backs.set(from, back);
    return back;
  };
  front.on('error', () => undefined);
  front.on('message', (packet, from) => {
    if (passes('there', packet.length)) backOf(from).send(packet, target, '127.0.0.1');
  });
  await new Promise<void>((resolve) => front.bind(0, '127.0.0.1', resolve));
  return {
    port: (front.address() as AddressInfo).port,
    lose: (of) => {
      share = of;
    },
    choke: (bytes) => {
      rate = bytes;
    },
    close: () => {
      for (const socket of [front, ...backs.values()]) socket.close();
    },
  };
}
