import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Carries } from './cut-off-terminal.ts';

/**
 * A line between a terminal and its branch service that is cut in every way: `refused`, nobody listens any more;
 * `before`, what is asked is lost; `after`, it arrives and its answer is lost.
 */
export async function branchProxy(branch: string) {
  let carries: (path: string) => Exclude<Carries, 'refused'> = () => 'well';
  const target = new URL(branch);
  const carry = (asked: IncomingMessage, answer: ServerResponse) => {
    const how = carries(asked.url ?? '');
    if (how === 'before') {
      asked.socket.destroy();
      return;
    }
    const onward = request(
      {
        host: target.hostname,
        port: target.port,
        method: asked.method,
        path: asked.url,
        headers: { ...asked.headers, host: target.host },
      },
      (reply) => {
        if (how === 'after') {
          reply.resume();
          reply.on('end', () => asked.socket.destroy());
          return;
        }
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  };
  let server: Server | undefined;
  let port = 0;
  const listen = () =>
    new Promise<void>((resolve) => {
      const opened = createServer(carry);
      server = opened;
      opened.listen(port, '127.0.0.1', () => {
        port = (opened.address() as AddressInfo).port;
        resolve();
      });
    });
  const close = async () => {
    const open = server;
    server = undefined;
    if (!open) return;
    const closed = new Promise((resolve) => open.close(resolve));
    open.closeAllConnections();
    await closed;
  };
  await listen();
  return {
    url: `http://127.0.0.1:${port}/`,
    close,
    /** From now on; for one path alone where a function says so. */
    cut: async (how: Carries | ((path: string) => Exclude<Carries, 'refused'>)) => {
      if (how === 'refused') return close();
      carries = typeof how === 'function' ? how : () => how;
      if (!server) await listen();
    },
  };
}
