import type { FlowPorts, Submission } from '../ports.ts';

/** Whether what waited may go on; false where the visit has ended, or nobody can say. */
type Over = boolean;

/** Stands while the customer may be under pressure. What comes to it then waits until it is over. */
export class QuietHold {
  #waiting: ((goesOn: Over) => void)[] | undefined;

  get stands(): boolean {
    return this.#waiting !== undefined;
  }

  begin(): void {
    this.#waiting ??= [];
  }

  end(goesOn: Over): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const go of waiting) go(goesOn);
  }

  over(): Promise<Over> {
    return new Promise((resolve) => {
      if (this.#waiting) this.#waiting.push(resolve);
      else resolve(true);
    });
  }
}

/** The card whose application was signed before: the bank has it, and it lies in the machine. */
const isUnderWay = ({ type }: Submission): boolean => type === 'bindCard';

/**
 * Stands before everything that cannot be undone. What a customer confirmed just before he was known to be under pressure is
 * not sent and not signed afterwards either: it has to be confirmed again, by somebody who is free to. A card that is already
 * on its way waits, and goes on.
 */
export function held(ports: FlowPorts, hold: QuietHold): FlowPorts {
  return {
    ...ports,
    async submit(submission) {
      if (hold.stands) {
        const goesOn = await hold.over();
        if (!goesOn || !isUnderWay(submission))
          return { submission: 'none', reference: '', outcome: 'notSent' };
      }
      return ports.submit(submission);
    },
    async signPaper(input) {
      if (hold.stands) {
        await hold.over();
        return { outcome: 'notSigned', why: 'failed' };
      }
      return ports.signPaper(input);
    },
    async dispenseCard(input) {
      if (hold.stands && !(await hold.over())) return { outcome: 'notFed' };
      return ports.dispenseCard(input);
    },
    async presentCard(input) {
      if (hold.stands && !(await hold.over())) return { outcome: 'notPresented' };
      return ports.presentCard(input);
    },
  };
}
