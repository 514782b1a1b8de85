import { ASKS, type AskInput, type AskName, type AskOutput } from '#contracts/supervisor/asks.ts';
import { type AskRefusal, supervisorAnswerSchema } from '#contracts/supervisor/line.ts';
import {
  type SupervisorState,
  supervisorNewsSchema,
  supervisorStateSchema,
} from '#contracts/supervisor/session.ts';
import type { BridgeClient } from '../bridge/client.ts';

export type Answer<Name extends AskName> =
  | { readonly ok: true; readonly value: AskOutput<Name> }
  | { readonly ok: false; readonly refusal: AskRefusal };
export type Second = { readonly number: string; readonly pin: string };

type Waiting = { readonly name: AskName; readonly settle: (answer: Answer<AskName>) => void };

/** What the page knows: how supervisor mode stands, null while the host is silent. */
export type LineView = { readonly state: SupervisorState | null; readonly open: boolean };

/** The page's end of everything staff ask: answers by their number, the mode as it stands, and word of what grew old. */
export class SupervisorLine {
  readonly client: BridgeClient;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watchers = new Set<() => void>();
  readonly #readers = new Map<string, Set<() => void>>();
  #view: LineView = { state: null, open: false };
  #asked = 0;

  constructor(client: BridgeClient) {
    this.client = client;
    client.onMessage('supervisor.state', (message) => {
      const state = supervisorStateSchema.safeParse(message);
      if (state.success) this.#set({ state: state.data, open: true });
    });
    client.onMessage('supervisor.answer', (message) => this.#settle(message));
    client.onMessage('supervisor.news', (message) => {
      const news = supervisorNewsSchema.safeParse(message);
      if (news.success)
        for (const name of news.data.of) for (const read of this.#readers.get(name) ?? []) read();
    });
    client.subscribe(() => {
      if (client.snapshot().line === 'open') return;
      // Nobody can say what became of what was under way.
      for (const { settle } of this.#waiting.values()) settle({ ok: false, refusal: { code: 'unknown' } });
      this.#waiting.clear();
      if (this.#view.open) this.#set({ ...this.#view, open: false });
    });
  }

  readonly view = (): LineView => this.#view;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Told when the answer to this ask has grown old. */
  onNews(name: AskName, read: () => void): () => void {
    const readers = this.#readers.get(name) ?? new Set();
    this.#readers.set(name, readers.add(read));
    return () => readers.delete(read);
  }

  ask<Name extends AskName>(name: Name, input: AskInput<Name>, second?: Second): Promise<Answer<Name>> {
    if (!this.#view.open) return Promise.resolve({ ok: false, refusal: { code: 'away' } });
    const id = ++this.#asked;
    this.client.send('supervisor.ask', { id, name, input, ...(second ? { second } : {}) });
    return new Promise((resolve) => {
      this.#waiting.set(id, { name, settle: resolve as Waiting['settle'] });
    });
  }

  #settle(message: unknown): void {
    const parsed = supervisorAnswerSchema.safeParse(message);
    if (!parsed.success) return;
    const waiting = this.#waiting.get(parsed.data.id);
    if (!waiting) return;
    this.#waiting.delete(parsed.data.id);
    if (!parsed.data.ok) return waiting.settle({ ok: false, refusal: parsed.data.refusal });
    const output = ASKS[waiting.name].output.safeParse(parsed.data.output);
    waiting.settle(
      output.success
        ? { ok: true, value: output.data as AskOutput<AskName> }
        : { ok: false, refusal: { code: 'failed', detail: 'output' } },
    );
  }

  #set(view: LineView): void {
    this.#view = view;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
