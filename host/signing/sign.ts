import { createHash } from 'node:crypto';
import type { Consent } from '#contracts/compliance/rules.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { EvidenceFacts } from '#documents/evidence/record.ts';
import { letteringFor } from '#documents/rendering/lettering.ts';
import { sealByBank } from '#documents/sealing/bank.ts';
import { signByCustomer } from '#documents/sealing/customer.ts';
import type { SealedPaper, TeachBackAnswer } from '#flows/sale-ports.ts';
import { RIGHT_ANSWER } from '#flows/steps/teach-back.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { AssistedStep } from '../hands/assisted.ts';
import type { RecordingMark } from '../recording/recorder.ts';
import type { Lying, SigningDesk } from './desk.ts';
import { branchAuthority, branchSeal, keep, type PaperLine } from './notary.ts';

/** What is known of a consent besides its answer: when. Milliseconds since the epoch. */
export type GivenConsent = Consent & { readonly at: number };

export type Occasion = {
  readonly event: string;
  readonly visit: string;
  readonly service: ServiceId;
  readonly terminal: string;
  /** Last four characters of the number of the document he showed; for his own copy. */
  readonly documentEnd: string;
  readonly journal: { readonly sequence: number; readonly head: string };
  readonly consents: readonly GivenConsent[];
  readonly teachBack: readonly TeachBackAnswer[];
  /** Earlier steps of this visit that a member of staff operated for the customer. */
  readonly assisted: readonly AssistedStep[];
  /** Of what is recorded meanwhile, and how far it has come. */
  readonly recording?: RecordingMark;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** Years a paper is kept are the archive's policy; this names which of its rules. */
const PURPOSE = {
  riskAssessment: 'riskAssessment',
  wealthContract: 'wealthContract',
  eBankingAgreement: 'eBankingAgreement',
  cardApplication: 'cardApplication',
  companyAccountApplication: 'companyAccountApplication',
} as const satisfies Readonly<Record<Lying['template'], string>>;

/** `2026-11-22 15:04`, where the terminal stands. */
const momentOf = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const instant = (at: number): string => new Date(at).toISOString();

function evidenceOf(desk: SigningDesk, lying: Lying, occasion: Occasion): EvidenceFacts {
  const { rendered, template, textVersion, number } = lying;
  return {
    document: {
      template,
      textVersion,
      number,
      sha256: rendered.sha256,
      length: rendered.bytes.length,
      pages: rendered.pages,
    },
    visit: occasion.visit,
    shown: desk.seen(lying),
    consents: occasion.consents.map(({ rule, textVersion: version, answer, at }) => ({
      rule,
      textVersion: version,
      answer: answer === 'agreed' ? ('yes' as const) : ('no' as const),
      at: instant(at),
    })),
    answers: occasion.teachBack.flatMap(({ question, answer, wrong }) => [
      ...Array.from({ length: Math.min(wrong, 20) }, () => ({ question, answer: 'another', right: false })),
      { question, answer: `option${answer + 1}`, right: answer === RIGHT_ANSWER[question] },
    ]),
    ...(occasion.assisted.length > 0 ? { assisted: [...occasion.assisted] } : {}),
    ...(occasion.recording ? { recording: occasion.recording } : {}),
    drawnOn: lying.ink.drawnOn,
    nonce: lying.nonce,
    journal: occasion.journal,
    terminal: occasion.terminal,
    times: { opened: instant(lying.openedAt), signed: instant(occasion.at) },
  };
}

/**
 * Signs the paper that lies open with what was written on it, has it sealed and kept. The key of the customer's signature
 * is made, used once and dropped inside `signByCustomer`. What goes wrong names its stage; a paper that may have
 * arrived all the same is made void by whoever began it.
 */
export async function signAndSeal(
  desk: SigningDesk,
  lying: Lying,
  branch: PaperLine,
  occasion: Occasion,
): Promise<Result<SealedPaper, CodedError<'sealAway' | 'failed'>>> {
  const [place] = lying.rendered.signatures;
  if (!place) return err({ code: 'failed', detail: 'no place for a signature' });
  const caption = [lying.signer, momentOf(occasion.at)];
  const lettering = await letteringFor(caption);
  if (!lettering.ok) return err({ code: 'failed', detail: lettering.error.code });
  const signed = await signByCustomer(
    {
      paper: lying.rendered.bytes,
      place,
      facts: evidenceOf(desk, lying, occasion),
      strokes: {
        documentSha256: lying.rendered.sha256,
        nonce: lying.nonce,
        drawn: lying.ink.drawn(),
      },
      signer: { name: lying.signer, event: occasion.event },
      caption,
      at: occasion.at,
    },
    { authority: branchAuthority(branch), lettering: lettering.value },
  );
  if (!signed.ok) return stageFault(signed.error, 'certificateRefused');
  const seal = branchSeal(branch, occasion.event);
  const sealed = await sealByBank(signed.value, occasion.at, seal);
  if (!sealed.ok) return stageFault(sealed.error, 'sealRefused');
  const kept = await keep(
    branch,
    {
      event: occasion.event,
      visit: occasion.visit,
      template: lying.template,
      textVersion: lying.textVersion,
      number: lying.number,
      purpose: PURPOSE[lying.template],
      service: occasion.service,
      documentEnd: occasion.documentEnd,
    },
    sealed.value,
  );
  if (!kept.ok) return err({ code: 'sealAway', detail: kept.error.code });
  const sha256 = createHash('sha256').update(sealed.value).digest('hex');
  if (kept.value.sha256 !== sha256) return err({ code: 'failed', detail: 'the archive keeps other bytes' });
  return ok({ sha256, number: lying.number, stamped: seal.stamped() });
}

/** What the branch could not do now is worth another try; everything else is not. */
const stageFault = (error: CodedError, away: string): Result<never, CodedError<'sealAway' | 'failed'>> =>
  err({
    code: error.code === away ? 'sealAway' : 'failed',
    detail: `${error.code} ${error.detail ?? ''}`.trim(),
  });
