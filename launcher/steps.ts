/** How a start ends: exit code 0 as told, 1 it could not go on, 2 the person has to change something first. */
export type Ending = { readonly code: 0 | 1 | 2; readonly message?: string | undefined };

export type Step = {
  /** Undoes the step in order. */
  undo(): Promise<void> | void;
  /** Undoes what must not stay behind, at once, asking nobody. */
  kill?(): void;
};

/** The steps of one start, undone in reverse when it ends, whatever ends it and however far it had come. */
export class Steps {
  readonly #done: Step[] = [];
  readonly #over = Promise.withResolvers<Ending>();
  readonly #say: (text: string) => void;
  #ended = false;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** True once something has ended the start: no further step is worth taking. */
  get ended(): boolean {
    return this.#ended;
  }

  add(step: Step): void {
    this.#done.push(step);
  }

  /** The first ending counts. */
  end(ending: Ending): void {
    this.#ended = true;
    this.#over.resolve(ending);
  }

  /** Undoes everything without asking. */
  kill(): void {
    this.#ended = true;
    for (const step of this.#done.toReversed()) step.kill?.();
  }

  /** Takes the steps, waits for the ending, undoes the steps. `start` answers only when it cannot go on. */
  async run(start: () => Promise<Ending | undefined>): Promise<Ending> {
    const starting = start().then((ending) => {
      if (ending) this.end(ending);
    });
    const ending = await this.#over.promise;
    await this.#undoAll();
    // A step that was under way has noticed by now; what it still did is undone as well.
    await starting;
    await this.#undoAll();
    return ending;
  }

  async #undoAll(): Promise<void> {
    for (let step = this.#done.pop(); step; step = this.#done.pop()) {
      try {
        await step.undo();
      } catch (failure) {
        // One that cannot be undone keeps no other from it.
        this.#say(`While ending: ${failure instanceof Error ? failure.message : String(failure)}`);
      }
    }
  }
}
