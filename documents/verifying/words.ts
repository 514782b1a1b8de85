import type { Language } from '#contracts/language.ts';
import type { Finding, FindingCode, Outcome, Report, SignatureReport, Signer } from './report.ts';

/** Plain sentences for a report. Who signed is named as the certificates name him. */
type Words = {
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly finding: Readonly<Record<FindingCode, string>>;
  readonly signer: Readonly<Record<Signer, string>>;
  readonly place: (finding: Finding) => string;
  readonly signature: (signature: SignatureReport, at: string, stamped: string | undefined) => string;
  /** Steps that were operated for the customer, by their names. */
  readonly assisted: (steps: readonly string[]) => string;
  /** Which recording of picture and sound the paper names, and how long it was by then, in seconds. */
  readonly recording: (of: { id: string; segments: number; link: string }) => string;
  readonly evidence: (of: { pages: number; dwell: number; consents: number; points: number }) => string;
};

const en: Words = {
  outcome: {
    trusted: 'Whole and trusted: nothing was changed, and both signatures lead to an authority you named.',
    signerUnknown: 'Whole, signer unknown: nothing was changed, but who signed is not confirmed.',
    incomplete: 'Not complete: what is there is whole, but a signature is missing.',
    tampered: 'Tampered with: this is not what was signed.',
    notSigned: 'Not signed: there is no signature in this file.',
    unreadable: 'Unreadable: this is not a paper of the form that is sealed here, or it was damaged.',
  },
  finding: {
    structure: 'The file is not built as a sealed paper is',
    activeContent: 'The file holds something that acts, hides or leads elsewhere',
    changedObjects: 'A signing added or changed something that a signing may not',
    addedAfterSealing: 'Something was added after the bank’s seal',
    wrongCoverage: 'A signature does not cover all that it must',
    signatureBroken: 'A signature is damaged or not in the expected form',
    signatureWrong: 'A signature does not fit its certificate',
    algorithmRefused: 'A signature uses an algorithm or key that is not accepted',
    digestMismatch: 'The content was changed after it was signed',
    evidenceInvalid: 'The evidence record contradicts itself',
    evidenceOfAnother: 'The evidence record belongs to another document',
    strokesOfAnother: 'The strokes are not the ones this paper was signed with',
    bankSealMissing: 'The bank’s seal is missing',
    signerNotAnchored: 'The certificate does not lead to an authority you named',
    certificateExpired: 'The certificate was no longer valid',
    certificateNotYetValid: 'The certificate was not yet valid',
    certificateRevoked: 'The certificate was revoked',
    revocationListStale: 'The revocation list is out of date or not signed by the authority',
    certificateUsage: 'The certificate is not meant for this',
    timeStampBroken: 'The time stamp is damaged or belongs to another signature',
    timeStampNotTrusted: 'The time stamp’s maker is not confirmed',
    timesContradict: 'The times of the signatures contradict each other or the clock',
    noTimeStamp: 'There is no time stamp: the time is what the bank’s seal says',
  },
  signer: { customer: 'customer’s signature', bank: 'bank’s seal' },
  place: (finding) =>
    [
      finding.signature && en.signer[finding.signature],
      finding.object !== undefined && `object ${finding.object}`,
      finding.offset !== undefined && `byte ${finding.offset}`,
      finding.detail,
    ]
      .filter(Boolean)
      .join(', '),
  signature: ({ by, subject, issuer, trusted }, at, stamped) =>
    `The ${en.signer[by]}: ${subject}, issued by ${issuer}, at ${at}${stamped ? ` (time-stamped ${stamped})` : ''}, ${trusted ? 'confirmed' : 'not confirmed'}.`,
  evidence: ({ pages, dwell, consents, points }) =>
    `Evidence: ${pages} pages shown for ${dwell} s in all, ${consents} consents, a signature of ${points} points.`,
  recording: ({ id, segments, link }) =>
    `Picture and sound were recorded: recording ${id}, ${segments} s until the signature, last link ${link}. Whether the recording itself is whole, the branch that keeps it says.`,
  assisted: (steps) =>
    `A member of staff operated the screen for the customer at earlier steps of the visit: ${steps.join(', ')}. The signature is the customer’s own act.`,
};

const zh: Words = {
  outcome: {
    trusted: '完整可信：内容未被改动，两个签名都可追溯到您指定的机构。',
    signerUnknown: '内容完整，签名人未确认：内容未被改动，但无法确认是谁签的。',
    incomplete: '不完整：现有内容未被改动，但缺少签名。',
    tampered: '已被改动：这不是当时签署的内容。',
    notSigned: '未签名：文件中没有签名。',
    unreadable: '无法读取：不是本系统封存的文件格式，或文件已损坏。',
  },
  finding: {
    structure: '文件结构与封存文件不符',
    activeContent: '文件中含有会执行、隐藏或跳转的内容',
    changedObjects: '签署时添加或改动了不允许的内容',
    addedAfterSealing: '银行盖章后又添加了内容',
    wrongCoverage: '签名没有覆盖应覆盖的全部内容',
    signatureBroken: '签名已损坏或格式不符',
    signatureWrong: '签名与证书不符',
    algorithmRefused: '签名使用了不被接受的算法或密钥',
    digestMismatch: '签署后内容被改动',
    evidenceInvalid: '证据记录自相矛盾',
    evidenceOfAnother: '证据记录属于另一份文件',
    strokesOfAnother: '笔迹不是签署本文件时的笔迹',
    bankSealMissing: '缺少银行印章',
    signerNotAnchored: '证书无法追溯到您指定的机构',
    certificateExpired: '证书已过期',
    certificateNotYetValid: '证书尚未生效',
    certificateRevoked: '证书已被吊销',
    revocationListStale: '吊销列表已过期，或不是该机构签发的',
    certificateUsage: '证书用途不符',
    timeStampBroken: '时间戳已损坏，或属于另一个签名',
    timeStampNotTrusted: '时间戳的出具方未确认',
    timesContradict: '签名时间相互矛盾，或与时钟不符',
    noTimeStamp: '没有时间戳：时间以银行印章所述为准',
  },
  signer: { customer: '客户签名', bank: '银行印章' },
  place: (finding) =>
    [
      finding.signature && zh.signer[finding.signature],
      finding.object !== undefined && `对象 ${finding.object}`,
      finding.offset !== undefined && `第 ${finding.offset} 字节`,
      finding.detail,
    ]
      .filter(Boolean)
      .join('，'),
  signature: ({ by, subject, issuer, trusted }, at, stamped) =>
    `${zh.signer[by]}：${subject}，签发者 ${issuer}，时间 ${at}${stamped ? `（时间戳 ${stamped}）` : ''}，${trusted ? '已确认' : '未确认'}。`,
  evidence: ({ pages, dwell, consents, points }) =>
    `证据：展示 ${pages} 页，共 ${dwell} 秒；${consents} 项同意；笔迹 ${points} 个点。`,
  recording: ({ id, segments, link }) =>
    `签署过程有录音录像：编号 ${id}，到签名时 ${segments} 秒，末段校验值 ${link}。录像本身是否完整，由保存它的网点查验。`,
  assisted: (steps) =>
    `签署前，工作人员曾代客户操作屏幕，涉及以下步骤：${steps.join('、')}。签名只能由客户本人完成。`,
};

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zh, en };

/** A report in sentences, the outcome first. */
export function tell(report: Report, language: Language): readonly string[] {
  const words = WORDS[language];
  const stop = language === 'en' ? '.' : '。';
  const time = (at: number): string => new Date(at).toISOString();
  const lines = [words.outcome[report.outcome]];
  for (const finding of report.findings) {
    const place = words.place(finding);
    const inside = language === 'en' ? ` (${place})` : `（${place}）`;
    lines.push(`${words.finding[finding.code]}${place === '' ? '' : inside}${stop}`);
  }
  for (const signature of report.signatures) {
    const { claimedAt, stampedAt } = signature;
    lines.push(
      words.signature(signature, time(claimedAt), stampedAt === undefined ? undefined : time(stampedAt)),
    );
  }
  if (report.evidence) {
    const { shown, consents, strokes, assisted, recording } = report.evidence;
    const dwell = Math.round(shown.reduce((sum, page) => sum + page.dwellMs, 0) / 1000);
    lines.push(
      words.evidence({ pages: shown.length, dwell, consents: consents.length, points: strokes.points }),
    );
    if (recording) lines.push(words.recording(recording));
    if (assisted)
      lines.push(words.assisted([...new Set(assisted.map(({ service, step }) => `${service}/${step}`))]));
  }
  return lines;
}
