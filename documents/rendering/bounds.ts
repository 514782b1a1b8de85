import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Block, Paper } from '../paper/paper.ts';

/** What a paper may hold at most; far beyond any contract, near enough to keep time and memory bounded. */
export const BOUNDS = {
  blocks: 2_000,
  /** UTF-16 units of one text, and of all together. */
  text: 6_000,
  allText: 150_000,
  /** Of a title and a paper's number: one stands in the foot of every page. */
  title: 120,
  number: 48,
  columns: 8,
  rows: 500,
  /** Bytes in a code: at most version 10, whose modules are still half a millimetre wide. */
  qr: 200,
} as const;

/** Every text that a block shows. */
export function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'notice':
      return [block.text];
    case 'clause':
      return [block.number, block.text];
    case 'facts':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flat()];
    case 'qr':
    case 'signature':
      return [block.caption];
  }
}

type Refused = CodedError<'tooLong' | 'malformed'>;
const tooLong = (detail: string): Result<never, Refused> => err({ code: 'tooLong', detail });
const malformed = (detail: string): Result<never, Refused> => err({ code: 'malformed', detail });

function checkBlock(block: Block): Result<undefined, Refused> {
  if (block.kind === 'facts' && block.rows.length > BOUNDS.rows) return tooLong('facts');
  if (block.kind === 'qr' && Buffer.byteLength(block.content) > BOUNDS.qr) return tooLong('code');
  if (block.kind === 'qr' && block.content === '') return malformed('a code without content');
  if (block.kind === 'table') {
    const { columns, rows } = block;
    if (rows.length > BOUNDS.rows || columns.length > BOUNDS.columns) return tooLong('table');
    if (columns.length === 0) return malformed('a table without columns');
    if (rows.some((row) => row.length !== columns.length)) return malformed('a row of another length');
  }
  return textsOf(block).some((text) => text.length > BOUNDS.text) ? tooLong('text') : ok(undefined);
}

/** Refuses a paper that is larger than anything a bank lets sign, or that contradicts itself. */
export function checkBounds(paper: Paper): Result<undefined, Refused> {
  if (paper.blocks.length > BOUNDS.blocks) return tooLong('blocks');
  if (paper.title.length > BOUNDS.title) return tooLong('title');
  if ([paper.number, paper.template, paper.textVersion].some((text) => text.length > BOUNDS.number))
    return tooLong('number, template or version');
  let all = 0;
  const signers = new Set<string>();
  for (const block of paper.blocks) {
    const checked = checkBlock(block);
    if (!checked.ok) return checked;
    for (const text of textsOf(block)) all += text.length;
    if (all > BOUNDS.allText) return tooLong('text of the whole paper');
    if (block.kind !== 'signature') continue;
    if (signers.has(block.name)) return malformed('one signer signs twice');
    signers.add(block.name);
  }
  return ok(undefined);
}
