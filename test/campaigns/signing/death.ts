import { StatementSync } from 'node:sqlite';

/** Loaded into a host with `--import`: dies by SIGKILL at the moment that was named on the channel (`deaths.ts`). */
let armed = '';
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

process.on('message', (message: unknown) => {
  if (typeof message !== 'object' || message === null || !('question' in message)) return;
  armed = String(message.question);
  process.send?.({ armed });
});

const send = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const path = pathname.slice(Math.max(0, pathname.indexOf('/v1/')));
  if (armed === `before ${path}`) die();
  const reply = await send(input, init);
  if (armed === `after ${path}`) die();
  return reply;
};

/** What runs after the transaction of the entry, and before anything that waited for it. */
const { run } = StatementSync.prototype;
StatementSync.prototype.run = function runAndDie(this: StatementSync, ...values: never[]) {
  const kind = /^after (\w+\.\w+)$/.exec(armed)?.[1];
  const isIt = kind !== undefined && values.some((value) => String(value).includes(`"kind":"${kind}"`));
  if (isIt) queueMicrotask(die);
  return Reflect.apply(run, this, values);
};
