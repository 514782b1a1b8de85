import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Block, Paper } from '#documents/paper/paper.ts';
import { render } from '#documents/rendering/render.ts';

/**
 * Writes the paper that the gallery's screens show, drawn from bytes as on a terminal, and what is known of it. Invented
 * people and numbers only. Run it with `node test/house/gallery-paper.ts` after the rendering of papers has changed.
 */
const clause = (number: string, text: string): Block => ({ kind: 'clause', number, text });

const blocks: readonly Block[] = [
  {
    kind: 'notice',
    text: '理财非存款，产品有风险，投资须谨慎。本产品不保证本金和收益，您可能亏损部分本金。',
  },
  { kind: 'heading', level: 1, text: '一、双方和产品' },
  {
    kind: 'facts',
    rows: [
      { label: '客户', value: '许念安' },
      { label: '证件号码末四位', value: '0017' },
      { label: '产品名称', value: '安和固收增强九十天' },
      { label: '产品风险', value: '中低风险（R2）' },
      { label: '客户风险等级', value: '平衡型（C3）' },
      { label: '购买金额', value: '¥50,000.00（伍万元整）' },
      { label: '付款账户', value: '尾号 1018 的借记卡账户' },
      { label: '期限', value: '90 天' },
    ],
  },
  { kind: 'heading', level: 1, text: '二、到期可能的结果' },
  {
    kind: 'table',
    columns: [
      { title: '情形', align: 'start' },
      { title: '一年的估计', align: 'end' },
      { title: '90 天后可能是', align: 'end' },
    ],
    rows: [
      ['好一些的时候', '3.40%', '¥50,419.17'],
      ['一般的时候', '2.60%', '¥50,320.54'],
      ['差一些的时候', '-1.20%', '¥49,852.06'],
    ],
  },
  {
    kind: 'paragraph',
    text: '以上按过去的情况估算，不是承诺。实际的结果可能更好，也可能更差。',
    weight: 'strong',
  },
  { kind: 'heading', level: 1, text: '三、钱怎样用，什么时候能取' },
  clause('1.', '您的钱由银行按产品说明书投资于债券、存款和少量股票。投资的结果由您享有，也由您承担。'),
  clause('2.', '期限是 90 天。到期以前，一般不能提前取出。急需用的钱，请不要购买本产品。'),
  clause('3.', '到期后两个工作日以内，银行把钱转回您付款的账户。'),
  clause('4.', '每年的管理费是 0.30%，已经从估计的结果里扣除，不另外收取。'),
  { kind: 'heading', level: 1, text: '四、反悔和撤回' },
  clause('5.', '下单后 24 小时以内，您可以撤回订单，全部的钱退回原账户，不收任何费用。'),
  clause('6.', '撤回可以在本行任何一台机器或任何一个柜台办理，要带您的证件。'),
  { kind: 'heading', level: 1, text: '五、银行要做到的' },
  clause('7.', '银行按季度告诉您产品的情况。出现可能明显亏损的事情，银行在两个工作日以内告诉您。'),
  clause('8.', '银行不得向您承诺保本，也不得催促您购买。有人这样做，请拨打网点公示的电话。'),
  clause('9.', '您的签名和本文件一起封存，保存到合同终止后二十年。'),
  { kind: 'paragraph', text: '请在签名以前看完每一页。签名表示您看过全文，并且愿意自己承担风险。' },
  { kind: 'signature', name: 'customer', caption: '客户签名' },
];

const paper: Paper = {
  template: 'wealthContract',
  textVersion: '2026-11',
  language: 'zh-CN',
  title: '理财产品合同',
  number: 'WM-20261122-000017',
  blocks,
};

const linesOf = (block: Block): string[] => {
  switch (block.kind) {
    case 'facts':
      return block.rows.map(({ label, value }) => `${label}：${value}`);
    case 'table':
      return [block.columns.map(({ title }) => title).join(' '), ...block.rows.map((row) => row.join(' '))];
    case 'clause':
      return [`${block.number} ${block.text}`];
    case 'qr':
    case 'signature':
      return [block.caption];
    default:
      return [block.text];
  }
};

const at = (name: string): string =>
  fileURLToPath(new URL(`../../renderer/gallery/papers/${name}`, import.meta.url));
const made = await render(paper, { created: new Date('2026-11-22T06:05:00Z') });
if (!made.ok) throw new Error(made.error.code);
const { bytes, sha256, pages } = made.value;
writeFileSync(at('wealth-contract.pdf'), bytes);
const facts = { sha256, pages, number: paper.number, text: [paper.title, ...blocks.flatMap(linesOf)] };
writeFileSync(
  at('wealth-contract.ts'),
  `/** Of wealth-contract.pdf beside it; both are written by test/house/gallery-paper.ts. */\nexport const wealthContractPaper = ${JSON.stringify(facts, null, 2)};\n`,
);
