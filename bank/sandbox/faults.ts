import { BANK_FAULTS, type BankFault, type FaultOrder, type FaultState } from '#contracts/bank/sandbox.ts';

/** How long the fault `slow` holds an answer back, milliseconds: long enough to be noticed, shorter than any deadline. */
export const SLOW_MILLISECONDS = 2_000;

/** What a captive portal answers instead of the bank. */
export const PORTAL_PAGE = '<!doctype html><title>Sign in to the network</title><h1>Welcome</h1>';

/** Well-formed JSON that nobody asked for. */
export const WRONG_SCHEMA = '{"status":"success","data":{}}';

/** Which faults are on. They stack; several may strike one call. */
export class Faults {
  /** Calls left; null: until turned off. */
  readonly #on = new Map<BankFault, number | null>();

  set({ fault, on, count }: FaultOrder): void {
    if (on) this.#on.set(fault, count ?? null);
    else this.#on.delete(fault);
  }

  clear(): void {
    this.#on.clear();
  }

  /** True when the fault is on; a counted one is used up by one when `counts`. */
  strikes(fault: BankFault, counts = true): boolean {
    const left = this.#on.get(fault);
    if (left === undefined) return false;
    if (left !== null && counts) {
      if (left > 1) this.#on.set(fault, left - 1);
      else this.#on.delete(fault);
    }
    return true;
  }

  state(): FaultState {
    return {
      faults: BANK_FAULTS.flatMap((fault) => {
        const remaining = this.#on.get(fault);
        return remaining === undefined ? [] : [{ fault, remaining }];
      }),
    };
  }
}
