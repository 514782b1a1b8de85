import { EventEmitter } from 'node:events';

/** One call a fake was given. */
export type Call = { readonly what: string; readonly args: readonly unknown[] };

/** Everything that was asked of a fake Electron, in order. */
export class Recorder {
  readonly calls: Call[] = [];

  note(what: string, args: readonly unknown[]): void {
    this.calls.push({ what, args });
  }

  /** The arguments of every call of that name. */
  of(what: string): (readonly unknown[])[] {
    return this.calls.filter((call) => call.what === what).map(({ args }) => args);
  }
}

type Members = Record<string, unknown>;
const emitters = new WeakMap<object, EventEmitter>();

/** An object whose every call is recorded, and which fails on anything nobody told it about. */
export function strict<T extends Members>(recorder: Recorder, name: string, members: T): T {
  for (const [key, member] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
    const { value } = member;
    if (typeof value !== 'function' || isClass(value)) continue;
    Reflect.set(members, key, (...args: unknown[]) => {
      recorder.note(`${name}.${key}`, args);
      return Reflect.apply(value, members, args);
    });
  }
  return new Proxy(members, {
    get(target, key, receiver) {
      // What is awaited or looked at by a test is asked for these without anybody having called them.
      if (typeof key === 'symbol' || key === 'then' || key in target)
        return Reflect.get(target, key, receiver);
      throw new Error(`fake electron: ${name}.${key} is not known`);
    },
    set(_target, key) {
      throw new Error(`fake electron: ${name}.${String(key)} was to be changed`);
    },
  });
}

const isClass = (value: object): boolean => Function.prototype.toString.call(value).startsWith('class');

/** Like `strict`, and emits: only the events that are named, unless `any`. */
export function emitting<T extends Members>(
  recorder: Recorder,
  name: string,
  events: readonly string[] | 'any',
  members: T,
) {
  const emitter = new EventEmitter();
  const listen = (how: 'on' | 'once') => (event: string, listener: (...args: unknown[]) => void) => {
    if (events !== 'any' && !events.includes(event)) {
      throw new Error(`fake electron: ${name} has no event ${event}`);
    }
    emitter[how](event, listener);
    return fake;
  };
  const fake: T & Record<'on' | 'once', ReturnType<typeof listen>> = strict(
    recorder,
    name,
    Object.assign(members, { on: listen('on'), once: listen('once') }),
  );
  emitters.set(fake, emitter);
  return fake;
}

/** Lets a fake emit, as Electron would; answers whether anybody listened. */
export function emit(fake: object, event: string, ...args: unknown[]): boolean {
  const emitter = emitters.get(fake);
  if (!emitter) throw new Error('that is no emitting fake');
  return emitter.emit(event, ...args);
}

/** An Electron event; `prevented` tells what became of it. */
export function fakeEvent<T extends object>(fields?: T) {
  return Object.assign(
    {
      prevented: false,
      preventDefault() {
        this.prevented = true;
      },
    },
    fields,
  );
}
