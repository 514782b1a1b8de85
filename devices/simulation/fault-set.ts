/** The faults of one simulated device that are on, shared by all its parts. */
export class FaultSet<Fault extends string> {
  readonly #on = new Set<Fault>();
  readonly #changed: (fault: Fault, on: boolean) => void;

  constructor(changed: (fault: Fault, on: boolean) => void) {
    this.#changed = changed;
  }

  has(fault: Fault): boolean {
    return this.#on.has(fault);
  }

  set(fault: Fault, on: boolean): void {
    if (on === this.#on.has(fault)) return;
    if (on) this.#on.add(fault);
    else this.#on.delete(fault);
    this.#changed(fault, on);
  }

  /** For a fault that happens once: true when it is due now. */
  spend(fault: Fault): boolean {
    const due = this.#on.has(fault);
    this.set(fault, false);
    return due;
  }

  clear(): void {
    for (const fault of [...this.#on]) this.set(fault, false);
  }

  list(): readonly Fault[] {
    return [...this.#on];
  }
}
