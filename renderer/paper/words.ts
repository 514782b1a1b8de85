import type { PaperChecked, PaperOutcome, PaperStanding } from '#contracts/branch/paper-page.ts';
import type { Language } from '#contracts/language.ts';

type CopyWords = {
  readonly title: string;
  readonly more: string;
  readonly end: string;
  readonly fetch: string;
  readonly missing: string;
  readonly given: string;
  readonly save: string;
  readonly wrong: (triesLeft: number) => string;
  readonly none: string;
  readonly over: string;
  readonly locked: string;
};

/** What the page says on which anybody checks a signed paper. */
export type PaperWords = {
  readonly title: string;
  readonly other: { readonly language: Language; readonly name: string };
  readonly byCode: string;
  readonly byCodeMore: string;
  readonly number: string;
  readonly code: string;
  readonly look: string;
  readonly looking: string;
  readonly missing: string;
  readonly copy: CopyWords;
  readonly byFile: string;
  readonly byFileMore: string;
  readonly file: string;
  readonly check: string;
  readonly tooLarge: string;
  readonly noFile: string;
  readonly standing: Readonly<Record<PaperStanding, string>>;
  readonly fileStanding: Readonly<Record<PaperStanding, string>>;
  readonly outcome: Readonly<Record<PaperOutcome, string>>;
  readonly signer: Readonly<Record<PaperChecked['signatures'][number]['by'], string>>;
  readonly believed: string;
  readonly notBelieved: string;
  readonly signedAt: (time: string) => string;
  readonly stampedAt: (time: string) => string;
  readonly notStamped: string;
  readonly sealedEvidence: string;
  readonly tooOften: (seconds: number) => string;
  readonly unreachable: string;
};

export const zhCN: PaperWords = {
  title: '查验签署文件',
  other: { language: 'en', name: 'English' },
  byCode: '用编号查验',
  byCodeMore: '编号在文件每页下方，查验码在凭条上。这里不显示您是谁。',
  number: '文件编号',
  code: '查验码，例如 7KQ2-M9XA-04TD',
  look: '查验',
  looking: '请稍候…',
  missing: '请填写编号和查验码。',
  copy: {
    title: '下载您的文件',
    more: '请填写签署时所用证件的号码最后四位。',
    end: '证件号码最后四位',
    fetch: '下载文件',
    missing: '请填写四位数字，最后一位可以是 X。',
    given: '文件已备好。里面有您的个人信息，请妥善保管。',
    save: '保存文件',
    wrong: (triesLeft) => `最后四位不对，还可以试 ${triesLeft} 次。`,
    none: '没有可以下载的文件。请核对编号和查验码。',
    over: '自助下载的时间已过。请带上证件到网点柜台领取。',
    locked: '填错次数太多，已停止自助下载。请带上证件到网点柜台领取。',
  },
  byFile: '用文件查验',
  byFileMore: '选择收到的 PDF 文件。看过就忘，不会保存。',
  file: 'PDF 文件',
  check: '查验这个文件',
  tooLarge: '文件太大，最大 8 MB。',
  noFile: '请先选择文件。',
  standing: {
    kept: '本网点存有这份文件，有效。',
    void: '这份文件已作废，没有生效。',
    deleted: '这份文件曾存于本网点，保存期已过。',
    unknown: '本网点没有这份文件。请核对编号和查验码。',
  },
  fileStanding: {
    kept: '与本网点存的文件完全一样。',
    void: '这份文件已作废，没有生效。',
    deleted: '这份文件曾存于本网点，保存期已过。',
    unknown: '本网点没有存这个文件。',
  },
  outcome: {
    trusted: '文件完整，签署后没有改动。',
    signerUnknown: '文件完整，但签署人无法确认。',
    incomplete: '文件少一个签名。',
    tampered: '文件被改动过，不要相信它。',
    notSigned: '文件没有签名。',
    unreadable: '这不是本行签署的文件，或已损坏。',
  },
  signer: { customer: '客户签名', bank: '银行签章' },
  believed: '已确认',
  notBelieved: '未确认',
  signedAt: (time) => `签署时间 ${time}`,
  stampedAt: (time) => `时间戳 ${time}`,
  notStamped: '尚无时间戳',
  sealedEvidence: '这里说的是封存的证据是否完整。',
  tooOften: (seconds) => `查验得太频繁，请过 ${seconds} 秒再试。`,
  unreachable: '没有收到回复，请再试一次。',
};

export const en: PaperWords = {
  title: 'Check a signed paper',
  other: { language: 'zh-CN', name: '中文' },
  byCode: 'By its number',
  byCodeMore:
    'The number is at the foot of every page, the code on your receipt. This page does not show who you are.',
  number: 'Number of the paper',
  code: 'Code, such as 7KQ2-M9XA-04TD',
  look: 'Check',
  looking: 'One moment…',
  missing: 'Please enter the number and the code.',
  copy: {
    title: 'Your own copy',
    more: 'Enter the last four characters of the number of the document you showed when you signed.',
    end: 'Last four characters of your document',
    fetch: 'Get the paper',
    missing: 'Please enter four characters: digits, the last may be an X.',
    given: 'The paper is ready. It holds personal details: keep it safe.',
    save: 'Save the paper',
    wrong: (triesLeft) =>
      triesLeft === 1
        ? 'That does not match. One try is left.'
        : `That does not match. ${triesLeft} tries are left.`,
    none: 'There is no paper to get. Please check the number and the code.',
    over: 'The time for getting it here is over. Bring your document to a counter of the branch.',
    locked: 'There were too many wrong tries. Bring your document to a counter of the branch.',
  },
  byFile: 'By the file',
  byFileMore: 'Choose the PDF you were given. It is looked at and not kept.',
  file: 'PDF file',
  check: 'Check this file',
  tooLarge: 'The file is too large: 8 MB at most.',
  noFile: 'Please choose a file first.',
  standing: {
    kept: 'This paper is kept here, and holds.',
    void: 'This paper is void: nothing came of it.',
    deleted: 'This paper was kept here; the time for which papers are kept is over.',
    unknown: 'There is no such paper here. Please check the number and the code.',
  },
  fileStanding: {
    kept: 'It is exactly the file that is kept here.',
    void: 'This paper is void: nothing came of it.',
    deleted: 'This paper was kept here; the time for which papers are kept is over.',
    unknown: 'This file is not kept here.',
  },
  outcome: {
    trusted: 'The file is whole: nothing was changed since it was signed.',
    signerUnknown: 'The file is whole, but who signed it cannot be confirmed.',
    incomplete: 'A signature is missing.',
    tampered: 'The file was changed. Do not rely on it.',
    notSigned: 'The file is not signed.',
    unreadable: 'This is no paper signed at this bank, or it is damaged.',
  },
  signer: { customer: 'The customer’s signature', bank: 'The bank’s seal' },
  believed: 'Confirmed',
  notBelieved: 'Not confirmed',
  signedAt: (time) => `Signed ${time}`,
  stampedAt: (time) => `Time stamp ${time}`,
  notStamped: 'No time stamp yet',
  sealedEvidence: 'This says whether the sealed evidence is whole.',
  tooOften: (seconds) => `Too many tries. Please wait ${seconds} seconds.`,
  unreachable: 'No answer came. Please try again.',
};
