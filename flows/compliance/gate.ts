import {
  BANK_RULES,
  type Consent,
  type GatedAct,
  NEEDED,
  RULES,
  type RuleId,
} from '#contracts/compliance/rules.ts';
import type { PaperTemplate } from '#contracts/screen/sign-bodies.ts';
import type { FlowPorts } from '../ports.ts';

/** A service came to an act without the consent it needs: it is broken, nothing is done, and the visit ends. */
export class ConsentMissing extends Error {
  readonly act: GatedAct;
  readonly rules: readonly RuleId[];
  constructor(act: GatedAct, rules: readonly RuleId[]) {
    super(`${act} was to be done without ${rules.join(', ')}`);
    this.act = act;
    this.rules = rules;
  }
}

/**
 * Stands between every flow and the world: what needs a consent is not asked of the world before the customer gave it,
 * in this visit, in the words that hold now. No flow knows of it, so none can leave it out.
 */
export function gated(ports: FlowPorts): FlowPorts {
  let agreed = new Set<RuleId>();
  const papers = new Map<string, PaperTemplate>();
  const forget = (): void => {
    agreed = new Set();
    papers.clear();
  };
  const note = ({ rule, textVersion, answer }: Consent): void => {
    if (answer === 'agreed' && textVersion === RULES[rule].textVersion) agreed.add(rule);
    else agreed.delete(rule);
  };
  const pass = (act: GatedAct): void => {
    const missing = NEEDED[act].filter((rule) => !agreed.has(rule));
    if (missing.length > 0) throw new ConsentMissing(act, missing);
  };
  /** What the bank is told to have been confirmed was. */
  const vouch = (confirmations: readonly string[]): void => {
    const missing = confirmations
      .flatMap((confirmed) => BANK_RULES[confirmed] ?? [])
      .filter((rule) => !agreed.has(rule));
    if (missing.length > 0) throw new ConsentMissing('submit.buyProduct', missing);
  };
  return {
    ...ports,
    async beginVisit(input) {
      forget();
      return ports.beginVisit(input);
    },
    async endVisit(input) {
      forget();
      return ports.endVisit(input);
    },
    async recordConsent(consent) {
      // What was not written was not said.
      const written = await ports.recordConsent(consent);
      note(consent);
      return written;
    },
    async openPaper(wish) {
      const opened = await ports.openPaper(wish);
      if (opened.ok) papers.set(opened.value.paper, opened.value.template);
      return opened;
    },
    /** Ink of a hand is biometric: none is taken before the consents that the signature needs. */
    async captureOnPad(input, signal) {
      const template = papers.get(input.paper);
      if (template === undefined) return { outcome: 'notWritten', why: 'padFailed' };
      pass(`sign.${template}`);
      return ports.captureOnPad(input, signal);
    },
    async signPaper(input) {
      const template = papers.get(input.paper);
      if (template === undefined) return { outcome: 'notSigned', why: 'failed' };
      pass(`sign.${template}`);
      return ports.signPaper(input);
    },
    async submit(submission) {
      pass(`submit.${submission.type}`);
      if (submission.type === 'buyProduct') vouch(submission.confirmations);
      const answer = await ports.submit(submission);
      // A confirmation is for one order and no second one.
      agreed = new Set();
      return answer;
    },
  };
}
