import type { PaperTemplate } from '#contracts/screen/sign-bodies.ts';
import type { FlowPorts, PortInput, PortOutput, Submission, SubmissionAnswer } from '../ports.ts';

/** A flow came to a card without what must stand behind it: it is broken, nothing is done, and the visit ends. */
export class CardGateShut extends Error {}

/**
 * What must have happened in this visit before a card moves, besides consents and proof of the person: the application was
 * signed and sealed, the bank took that very application; and before one is brought to the gate, the bank was asked to
 * bind it.
 */
export class CardGate {
  readonly #ports: Pick<FlowPorts, 'dispenseCard' | 'presentCard'>;
  #signed = new Set<string>();
  #applications = new Set<string>();
  #asked = false;

  constructor(ports: Pick<FlowPorts, 'dispenseCard' | 'presentCard'>) {
    this.#ports = ports;
  }

  forget(): void {
    this.#signed = new Set();
    this.#applications = new Set();
    this.#asked = false;
  }

  signed(template: PaperTemplate, sha256: string): void {
    if (template === 'cardApplication') this.#signed.add(sha256);
  }

  /** Before anything is sent. */
  pass(submission: Submission): void {
    if (submission.type === 'openCard' && !this.#signed.has(submission.documentSha256))
      throw new CardGateShut('nothing was signed');
    if (submission.type === 'bindCard' && !this.#applications.has(submission.applicationRef))
      throw new CardGateShut('there is no application to bind a card to');
  }

  note(submission: Submission, answer: SubmissionAnswer): void {
    if (submission.type === 'openCard' && answer.outcome === 'done' && answer.application)
      this.#applications.add(answer.application.applicationRef);
    // What the bank says later is heard by the host, whose books decide.
    if (submission.type === 'bindCard')
      this.#asked = answer.outcome === 'done' || answer.outcome === 'unknown';
  }

  dispense(input: PortInput<'dispenseCard'>): Promise<PortOutput<'dispenseCard'>> {
    if (!this.#applications.has(input.applicationRef))
      throw new CardGateShut('no card is fed without an application');
    this.#asked = false;
    return this.#ports.dispenseCard(input);
  }

  present(input: PortInput<'presentCard'>): Promise<PortOutput<'presentCard'>> {
    if (!this.#asked) throw new CardGateShut('the bank was not asked to bind it');
    return this.#ports.presentCard(input);
  }
}
