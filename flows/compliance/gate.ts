import {
  BANK_RULES,
  type Consent,
  type GatedAct,
  NEEDED,
  RULES,
  type RuleId,
} from '#contracts/compliance/rules.ts';
import type { PaperTemplate } from '#contracts/screen/sign-bodies.ts';
import type { FlowPorts, Submission } from '../ports.ts';

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

/** The same without anybody's proof that it is the customer. */
export class ProofMissing extends Error {
  readonly act: GatedAct;
  constructor(act: GatedAct) {
    super(`${act} was to be done before anybody had shown that it is the customer`);
    this.act = act;
  }
}

/** Papers that nobody signs on his document alone. */
const PROVEN_FIRST: readonly PaperTemplate[] = ['eBankingAgreement'];

/**
 * Stands between every flow and the world: what needs a consent is not asked of the world before the customer gave it,
 * in this visit, in the words that hold now. No flow knows of it, so none can leave it out.
 */
export function gated(ports: FlowPorts): FlowPorts {
  let agreed = new Set<RuleId>();
  const papers = new Map<string, PaperTemplate>();
  /** What the bank gave for a right code, and what a member of staff approved, in this visit. */
  const proofs = new Set<string>();
  const forget = (): void => {
    agreed = new Set();
    papers.clear();
    proofs.clear();
  };
  const note = ({ rule, textVersion, answer }: Consent): void => {
    if (answer === 'agreed' && textVersion === RULES[rule].textVersion) agreed.add(rule);
    else agreed.delete(rule);
  };
  const passSigning = (template: PaperTemplate): void => {
    pass(`sign.${template}`);
    if (PROVEN_FIRST.includes(template) && proofs.size === 0) throw new ProofMissing(`sign.${template}`);
  };
  /** A proof that is named was given here; what it is good for, the bank and the branch know. */
  const passProven = (submission: Submission): void => {
    const named =
      'proofRef' in submission
        ? submission.proofRef
        : 'approval' in submission
          ? submission.approval.approvalId
          : undefined;
    if (named !== undefined && !proofs.has(named)) throw new ProofMissing(`submit.${submission.type}`);
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
    async checkCode(input) {
      const verdict = await ports.checkCode(input);
      if (verdict.result === 'right') proofs.add(verdict.proofRef);
      return verdict;
    },
    async approvalState(input, signal) {
      const news = await ports.approvalState(input, signal);
      if (news.state === 'approved') proofs.add(news.approvalId);
      return news;
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
      passSigning(template);
      return ports.captureOnPad(input, signal);
    },
    async signPaper(input) {
      const template = papers.get(input.paper);
      if (template === undefined) return { outcome: 'notSigned', why: 'failed' };
      passSigning(template);
      return ports.signPaper(input);
    },
    async submit(submission) {
      pass(`submit.${submission.type}`);
      passProven(submission);
      if (submission.type === 'buyProduct') vouch(submission.confirmations);
      const answer = await ports.submit(submission);
      // A confirmation is for one order and no second one.
      agreed = new Set();
      return answer;
    },
  };
}
