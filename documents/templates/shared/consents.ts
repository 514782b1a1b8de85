import * as z from 'zod';
import type { Language } from '#contracts/language.ts';
import type { Block } from '../../paper/paper.ts';
import { line } from './values.ts';

/** What was asked, in the words and version that were shown, and what was answered. */
export const consents = z
  .array(z.strictObject({ text: line(400), version: line(20), given: z.boolean() }))
  .max(20);

const WORDS = {
  'zh-CN': { columns: ['内容', '版本', '您的选择'], given: '同意', refused: '不同意' },
  en: { columns: ['What we asked', 'Version', 'Your choice'], given: 'Agreed', refused: 'Not agreed' },
} as const;

/** The consents as a table; nothing where none was asked. */
export function consentTable(given: z.infer<typeof consents>, language: Language): readonly Block[] {
  const words = WORDS[language];
  if (given.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: words.columns.map((title) => ({ title, align: 'start' as const })),
      rows: given.map((one) => [one.text, one.version, one.given ? words.given : words.refused]),
    },
  ];
}
