import { describe, expect, test } from 'vitest';
import { LONGEST_TEXT } from './carrier.ts';
import { PORT_MESSAGE, portCarrier } from './port-carrier.ts';

/** A window of which the carrier uses only its messages. */
class FakeWindow extends EventTarget {
  hand(data: unknown, port: MessagePort | undefined, source: unknown = this) {
    this.dispatchEvent(Object.assign(new Event('message'), { data, ports: port ? [port] : [], source }));
  }
}

function meet() {
  const page = new FakeWindow();
  const heard: string[] = [];
  let asked = 0;
  const preload = {
    connect: () => {
      asked += 1;
    },
  };
  const carrier = portCarrier(
    page as unknown as Window,
    preload,
  )({
    opened: () => heard.push('opened'),
    message: (text) => heard.push(`message ${text}`),
    closed: () => heard.push('closed'),
  });
  const { port1, port2 } = new MessageChannel();
  return { page, carrier, heard, asked: () => asked, host: port1, port: port2 };
}

/** Until the other end has had its say: messages of one port come in order. */
const received = (port: MessagePort): Promise<unknown> =>
  new Promise((resolve) => {
    port.addEventListener('message', (event) => resolve((event as MessageEvent<unknown>).data), {
      once: true,
    });
    port.start();
  });

describe('a line over a port', () => {
  test('asks the preload once, and opens when the port is handed over', () => {
    const { page, heard, asked, port, carrier } = meet();
    expect(asked()).toBe(1);
    expect(heard).toEqual([]);
    page.hand(PORT_MESSAGE, port);
    expect(heard).toEqual(['opened']);
    carrier.close();
  });

  test('carries texts both ways', async () => {
    const { page, heard, port, host, carrier } = meet();
    page.hand(PORT_MESSAGE, port);
    const arrived = received(host);
    carrier.send('up');
    expect(await arrived).toBe('up');
    const back = received(port);
    host.postMessage('down');
    await back;
    expect(heard).toEqual(['opened', 'message down']);
    carrier.close();
  });

  test('takes no port from anybody else, and no other message', () => {
    const { page, heard, port, carrier } = meet();
    page.hand(PORT_MESSAGE, port, { somebody: 'else' });
    page.hand('hello', port);
    page.hand(PORT_MESSAGE, undefined);
    expect(heard).toEqual([]);
    carrier.close();
  });

  test.each([
    ['bytes', new Uint8Array(3)],
    ['a text that is too long', 'x'.repeat(LONGEST_TEXT + 1)],
  ])('%s ends the line', async (_, what) => {
    const { page, heard, port, host } = meet();
    page.hand(PORT_MESSAGE, port);
    const arrived = received(port);
    host.postMessage(what);
    await arrived;
    expect(heard).toEqual(['opened', 'closed']);
  });

  test('closes once, and says nothing more afterwards', () => {
    const { page, heard, port, carrier } = meet();
    page.hand(PORT_MESSAGE, port);
    carrier.close();
    carrier.close();
    carrier.send('late');
    expect(heard).toEqual(['opened', 'closed']);
  });
});
