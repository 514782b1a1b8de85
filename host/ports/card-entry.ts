import type { WorldEvent } from '#flows/events.ts';

/**
 * Whether the card reader's entry may stand open: from the question to open it until it has said that it is closed. What
 * a reader that is lost cannot say is not taken for closed.
 */
export class CardEntry {
  #mayBeOpen = false;

  asked(enabled: boolean): void {
    if (enabled) this.#mayBeOpen = true;
  }

  answered(enabled: boolean, done: boolean): void {
    if (!enabled && done) this.#mayBeOpen = false;
  }

  /** The world's event with what is known of the entry. A reader that came back has closed it. */
  told(event: WorldEvent): WorldEvent {
    if (event.type !== 'health' || event.of !== 'cardReader') return event;
    if (event.health !== 'ok') return this.#mayBeOpen ? { ...event, entryOpen: true } : event;
    this.#mayBeOpen = false;
    return event;
  }
}
