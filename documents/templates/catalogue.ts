import type * as z from 'zod';
import type { Language } from '#contracts/language.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Paper } from '../paper/paper.ts';
import { cardApplication } from './card-application/template.ts';
import { companyAccountApplication } from './company-account-application/template.ts';
import { eBankingAgreement } from './e-banking-agreement/template.ts';
import { riskAssessment } from './risk-assessment/template.ts';
import { riskDisclosure } from './risk-disclosure/template.ts';
import type { Written } from './template.ts';
import { wealthContract } from './wealth-contract/template.ts';

/** Every kind of paper the terminal can make; a new one is a folder and a line here. */
export const TEMPLATES = {
  wealthContract,
  riskDisclosure,
  riskAssessment,
  cardApplication,
  eBankingAgreement,
  companyAccountApplication,
} as const;

export type TemplateName = keyof typeof TEMPLATES;
/** What a template is filled with. */
export type TemplateData<Name extends TemplateName> = z.input<(typeof TEMPLATES)[Name]['data']>;

/** Where data is refused, by path; never what it is. */
export type BadData = CodedError<'badData'>;

export type PaperOptions = { readonly language: Language; readonly number: string };

/** One template behind one signature: data that has not been looked at yet in, what is written out. */
type Writer = (data: unknown, language: Language) => Result<Written, BadData>;

const writerOf =
  <Schema extends z.ZodType>(template: {
    readonly data: Schema;
    readonly write: (data: z.output<Schema>, language: Language) => Written;
  }): Writer =>
  (data, language) => {
    const read = template.data.safeParse(data);
    if (!read.success) {
      const paths = read.error.issues.map((issue) => issue.path.join('.'));
      return err({ code: 'badData', detail: paths.slice(0, 5).join(', ') });
    }
    return ok(template.write(read.data, language));
  };

const WRITERS: Readonly<Record<TemplateName, Writer>> = {
  wealthContract: writerOf(wealthContract),
  riskDisclosure: writerOf(riskDisclosure),
  riskAssessment: writerOf(riskAssessment),
  cardApplication: writerOf(cardApplication),
  eBankingAgreement: writerOf(eBankingAgreement),
  companyAccountApplication: writerOf(companyAccountApplication),
};

/** Fills a template. `badData` names the fields that do not fit, never what stands in them. */
export function composePaper<Name extends TemplateName>(
  name: Name,
  data: TemplateData<Name>,
  { language, number }: PaperOptions,
): Result<Paper, BadData> {
  const written = WRITERS[name](data, language);
  if (!written.ok) return written;
  return ok({ template: name, textVersion: TEMPLATES[name].textVersion, language, number, ...written.value });
}
