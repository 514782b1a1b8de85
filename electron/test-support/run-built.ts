import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, Script } from 'node:vm';
import type { MessagePort } from 'node:worker_threads';
import { type FakeWindow, fakeElectron } from './fake-electron.ts';
import { forkWorker } from './host-worker.ts';
import { emit } from './strict.ts';

/**
 * Runs the built main process under the fake Electron, in a process of its own as Electron would: the built host in its
 * place, and in every window the built preload with a page as small as a page can be, which joins the bridge and tells
 * whoever started this what it got. Arguments: the folder of the build, then the command line for main.
 */
const [folder = '', ...args] = process.argv.slice(2);
const main = join(folder, 'main.js');
const tell = (message: object): void => {
  // The line may be let go of while a message is on its way: that is the test's wish, and no fault of the shell.
  if (process.connected) process.send?.(message, () => {});
};

const fake = fakeElectron({ fork: forkWorker, load, exit: (code) => process.exit(code) });
const module = `export const { ${Object.keys(fake.members).join(', ')} } = globalThis.fakeElectron`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `data:text/javascript,${encodeURIComponent(module)}`, shortCircuit: true }
      : next(specifier, context),
});
Object.assign(globalThis, { fakeElectron: fake.members });

/** The page: asks for itself, has the preload beside it, and speaks the bridge's first words. */
async function load(window: FakeWindow, url: string): Promise<void> {
  const answer = await window.session.handlers.get('vestibule')?.({ method: 'GET', url });
  const html = (await answer?.text()) ?? '';
  const role = new URL(url).host;
  const token = /vestibule-token" content="([^"]*)"/.exec(html)?.[1];
  tell({
    page: role,
    status: answer?.status,
    csp: answer?.headers.get('content-security-policy'),
    tokens: html.split(token ?? '?').length - 1,
  });

  const heard: ((event: { data: unknown; ports: MessagePort[]; source: unknown }) => void)[] = [];
  const exposed: Record<string, Record<string, unknown>> = {};
  const listening: Record<string, (event: { ports: readonly unknown[] }) => void> = {};
  const page = {
    location: { origin: `vestibule://${role}` },
    postMessage(data: unknown, target: string, ports: MessagePort[]) {
      if (target !== page.location.origin) throw new Error(`posted to ${target}`);
      for (const listener of heard) listener({ data, ports, source: page });
    },
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, unknown>) => {
        exposed[name] = api;
      },
    },
    ipcRenderer: {
      on: (channel: string, listener: (event: { ports: readonly unknown[] }) => void) => {
        listening[channel] = listener;
      },
      send(channel: string, ...more: unknown[]) {
        fake.send(channel, { sender: window.contents, senderFrame: window.frame }, ...more);
        for (const { channel: back, ports } of window.posted.splice(0)) listening[back]?.({ ports });
      },
    },
  };
  const context = createContext({
    window: page,
    require(name: string) {
      if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
      return electron;
    },
  });
  new Script(readFileSync(String(window.options.webPreferences.preload), 'utf8')).runInContext(context);
  tell({
    exposed: Object.fromEntries(Object.entries(exposed).map(([name, api]) => [name, Object.keys(api)])),
    role,
  });

  heard.push(({ data, ports: [port] }) => {
    if (data !== 'vestibule:port' || !port) return;
    port.on('message', (text: string) => tell({ role, heard: JSON.parse(text) }));
    port.on('close', () => tell({ role, closed: true }));
    port.postMessage(JSON.stringify({ type: 'hello', protocol: 1, role, token }));
  });
  Reflect.apply(exposed.vestibule?.connect as () => void, undefined, []);
}

process.argv = [process.execPath, main, ...args];
await import(pathToFileURL(main).href);
tell({ calls: fake.recorder.calls.map(({ what }) => what) });
await fake.ready();
process.on('message', (message) => {
  if (message === 'close the window') emit(fake.windows[0]?.window ?? {}, 'closed');
});
