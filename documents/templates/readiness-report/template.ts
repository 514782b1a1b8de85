import * as z from 'zod';
import { type Bilingual, bilingualSchema, type Language } from '#contracts/language.ts';
import { defineTemplate } from '../template.ts';

const data = z.strictObject({
  terminal: z.string().min(1).max(16),
  branch: bilingualSchema,
  /** `YYYY-MM-DD HH:MM` of the branch. */
  at: z.string().min(1).max(32),
  by: z.string().min(1).max(12),
  ready: z.boolean(),
  lines: z
    .array(
      z.strictObject({
        subject: bilingualSchema,
        state: z.enum(['ready', 'notReady', 'untested']),
        fault: bilingualSchema.nullable(),
        tested: z.string().max(32).nullable(),
        testedBy: z.string().max(12).nullable(),
      }),
    )
    .min(1)
    .max(20),
});

const WORDS = {
  'zh-CN': {
    title: '终端就绪报告',
    ready: '各项测试均已通过, 终端可以服务。',
    notReady: '终端尚未就绪: 见下表未通过或未测试的项目。',
    facts: { terminal: '终端', branch: '网点', at: '报告时间', by: '操作员' },
    columns: ['项目', '状态', '原因', '测试时间', '操作员'],
    states: { ready: '就绪', notReady: '未通过', untested: '未测试' },
    note: '本报告由终端自动生成, 不含客户信息。结果同时记入终端日志。',
  },
  en: {
    title: 'Readiness report of a terminal',
    ready: 'Every test was passed: the terminal can serve.',
    notReady: 'The terminal is not ready: see what has failed or was not tested.',
    facts: { terminal: 'Terminal', branch: 'Branch', at: 'Made', by: 'By' },
    columns: ['What', 'State', 'Why', 'Tested', 'By'],
    states: { ready: 'ready', notReady: 'failed', untested: 'not tested' },
    note: 'Made by the terminal; it holds nothing about customers. The results stand in the terminal’s journal, too.',
  },
} as const;

const pick = ({ zh, en }: Bilingual, language: Language): string => (language === 'zh-CN' ? zh : en);

/**
 * What a technician leaves behind: each device and its surroundings, how it stands and who tested it when. No customer
 * signs it, so it stands beside the catalogue of papers, not in it.
 */
export const readinessReport = defineTemplate({
  name: 'readinessReport',
  textVersion: '2026-11',
  data,
  write: ({ terminal, branch, at, by, ready, lines }, language) => {
    const words = WORDS[language];
    const { facts } = words;
    return {
      title: words.title,
      blocks: [
        { kind: 'notice', text: ready ? words.ready : words.notReady },
        {
          kind: 'facts',
          rows: [
            { label: facts.terminal, value: terminal },
            { label: facts.branch, value: pick(branch, language) },
            { label: facts.at, value: at },
            { label: facts.by, value: by },
          ],
        },
        {
          kind: 'table',
          columns: words.columns.map((title) => ({ title, align: 'start' as const })),
          rows: lines.map((line) => [
            pick(line.subject, language),
            words.states[line.state],
            line.fault ? pick(line.fault, language) : '-',
            line.tested ?? '-',
            line.testedBy ?? '-',
          ]),
        },
        { kind: 'paragraph', text: words.note },
      ],
    };
  },
});
export type ReadinessData = z.infer<typeof data>;
