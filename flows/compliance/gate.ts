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
import { CardGate, CardGateShut } from './card-gate.ts';

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
const PROVEN_FIRST: readonly PaperTemplate[] = ['eBankingAgreement', 'cardApplication'];

/** Which act a submission is; none where the card's own gate stands before it. */
function actOf({ type }: Submission): GatedAct | null {
  if (type === 'cardTaken' || type === 'cardRetained')
    throw new CardGateShut(`${type} is the host's to tell`);
  return type === 'bindCard' ? null : `submit.${type}`;
}

/** By what its submission says that it is the customer; nothing where it says none. */
function proofOf(submission: Submission): string | undefined {
  if ('proofRef' in submission) return submission.proofRef;
  if ('approval' in submission) return submission.approval.approvalId;
  return 'faceCheckRef' in submission ? submission.faceCheckRef : undefined;
}

/**
 * Stands between every flow and the world: what needs a consent is not asked of the world before the customer gave it,
 * in this visit, in the words that hold now. No flow knows of it, so none can leave it out.
 */
export function gated(ports: FlowPorts): FlowPorts {
  let agreed = new Set<RuleId>();
  const papers = new Map<string, PaperTemplate>();
  /** What the bank gave for a right code, what a member of staff approved and a camera matched, in this visit. */
  const proofs = new Set<string>();
  const cards = new CardGate(ports);
  /** Papers whose sale is recorded: signed while it is, or not at all. */
  const recorded = new Set<string>();
  let recording = false;
  const forget = (): void => {
    agreed = new Set();
    papers.clear();
    proofs.clear();
    cards.forget();
    recorded.clear();
    recording = false;
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
  const passProven = (submission: Submission, act: GatedAct): void => {
    const named = proofOf(submission);
    if (named !== undefined && !proofs.has(named)) throw new ProofMissing(act);
  };
  const pass = (act: GatedAct): void => {
    const missing = NEEDED[act].filter((rule) => !agreed.has(rule));
    if (missing.length > 0) throw new ConsentMissing(act, missing);
  };
  const passRecorded = (paper: string): void => {
    if (recorded.has(paper) && !recording) throw new ConsentMissing('sign.wealthContract', ['recording']);
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
    /** What was agreed to while a helper overstepped is asked again. */
    async endOverstepped(input) {
      forget();
      return ports.endOverstepped(input);
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
      if (!opened.ok) return opened;
      papers.set(opened.value.paper, opened.value.template);
      if (wish.template === 'wealthContract' && wish.product.recording) recorded.add(opened.value.paper);
      return opened;
    },
    async startRecording(sale) {
      pass('record');
      const started = await ports.startRecording(sale);
      recording = started.ok;
      return started;
    },
    /** The consent is for this call: the host ends it there, and asks for no other. */
    async recordCall(wish) {
      if (wish.on) {
        pass('recordCall');
        agreed.delete('callRecording');
      }
      return ports.recordCall(wish);
    },
    /** A consent is for one recording and no second one. */
    async stopRecording(input) {
      recording = false;
      agreed.delete('recording');
      return ports.stopRecording(input);
    },
    /** Ink of a hand is biometric: none is taken before the consents that the signature needs. */
    async captureOnPad(input, signal) {
      const template = papers.get(input.paper);
      if (template === undefined) return { outcome: 'notWritten', why: 'padFailed' };
      passSigning(template);
      passRecorded(input.paper);
      return ports.captureOnPad(input, signal);
    },
    /** The camera is not even opened before. */
    async holdCamera(input, signal) {
      pass('picture.original');
      return ports.holdCamera(input, signal);
    },
    async takePicture(input) {
      pass('picture.original');
      return ports.takePicture(input);
    },
    async keepPicture(input) {
      pass('picture.original');
      return ports.keepPicture(input);
    },
    async signPaper(input) {
      const template = papers.get(input.paper);
      if (template === undefined) return { outcome: 'notSigned', why: 'failed' };
      passSigning(template);
      passRecorded(input.paper);
      const signed = await ports.signPaper(input);
      if (signed.outcome === 'sealed') cards.signed(template, signed.sha256);
      return signed;
    },
    async verifyPerson(input) {
      pass('verify.person');
      const check = await ports.verifyPerson(input);
      if (check.outcome === 'matched') proofs.add(check.faceCheckRef);
      return check;
    },
    dispenseCard: (input) => cards.dispense(input),
    presentCard: (input) => cards.present(input),
    async submit(submission) {
      const act = actOf(submission);
      if (act) {
        pass(act);
        passProven(submission, act);
      }
      cards.pass(submission);
      if (submission.type === 'buyProduct') vouch(submission.confirmations);
      const answer = await ports.submit(submission);
      cards.note(submission, answer);
      // A confirmation is for one order and no second one.
      agreed = new Set();
      return answer;
    },
  };
}
