import type { Language } from '#contracts/language.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { spoken } from '#texts/spoken.ts';
import type { Example } from './example.ts';
import { approvalExamples } from './examples/approval.ts';
import { businessExamples } from './examples/business.ts';
import { callExamples } from './examples/call.ts';
import { callBackExamples } from './examples/call-back.ts';
import { companyExamples } from './examples/company.ts';
import { eBankingExamples } from './examples/e-banking.ts';
import { feedbackExamples } from './examples/feedback.ts';
import { findingExamples } from './examples/finding.ts';
import { helperExamples } from './examples/helper.ts';
import { issueExamples } from './examples/issue.ts';
import { mediaExamples } from './examples/media.ts';
import { overlayExamples } from './examples/overlays.ts';
import { queueExamples } from './examples/queue.ts';
import { resultExamples } from './examples/results.ts';
import { saleExamples } from './examples/sale.ts';
import { signingExamples } from './examples/signing.ts';
import { welcomeExamples } from './examples/welcome.ts';
import { withdrawalExamples } from './examples/withdrawal.ts';

/** Every kind of screen and every variant that looks or reads differently. Invented people and numbers only. */
export const EXAMPLES: readonly Example[] = [
  ...welcomeExamples,
  ...businessExamples,
  ...approvalExamples,
  ...resultExamples,
  ...mediaExamples,
  ...queueExamples,
  ...findingExamples,
  ...feedbackExamples,
  ...signingExamples,
  ...saleExamples,
  ...withdrawalExamples,
  ...eBankingExamples,
  ...issueExamples,
  ...companyExamples,
  ...overlayExamples,
  ...helperExamples,
  ...callExamples,
  ...callBackExamples,
];

export type Settings = Pick<Frame, 'textSize' | 'contrast'> & {
  readonly language: Language;
  readonly reach?: boolean;
};

/** The example as the host would send it under these settings. */
export function exampleScreen(example: Example, settings: Settings): Screen {
  const { language, textSize, contrast, reach } = settings;
  const silent = {
    step: 7,
    frame: { ...example.frame, language, textSize, contrast, reach: reach ?? example.frame.reach },
    body: example.body,
    actions: [...example.actions],
  };
  return { ...silent, spoken: spoken(silent, language) };
}

export const exampleNamed = (name: string): Example | undefined =>
  EXAMPLES.find((example) => example.name === name);
