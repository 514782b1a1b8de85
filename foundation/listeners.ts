/** Stops a subscription. Calling it twice is harmless. */
export type Unsubscribe = () => void;

/**
 * The one small publisher of this house. A listener that throws is reported and does not keep the others from
 * hearing; listeners added while publishing hear from the next event on.
 */
export class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: (event: Event) => void): Unsubscribe {
    const own = (event: Event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  publish(event: Event): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (failure) {
        queueMicrotask(() => {
          throw failure;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
