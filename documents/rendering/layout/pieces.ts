import type { Block, Paper } from '../../paper/paper.ts';
import { setQr, setSignature } from './figures.ts';
import type { Piece } from './marks.ts';
import type { Setter } from './setter.ts';
import { FRAME_HEIGHT } from './style.ts';
import { setTable } from './table.ts';
import {
  labelWidth,
  setClause,
  setFacts,
  setHeading,
  setNotice,
  setParagraph,
  setTitle,
} from './text-blocks.ts';

function setBlock(
  setter: Setter,
  block: Block,
  labels: number,
  before?: Block,
  next?: Block,
): readonly Piece[] {
  switch (block.kind) {
    case 'heading':
      return setHeading(setter, block);
    case 'paragraph':
      return setParagraph(setter, block);
    case 'clause':
      return setClause(setter, block);
    case 'facts':
      return setFacts(setter, block, labels);
    case 'table':
      return setTable(setter, block);
    case 'notice':
      return setNotice(setter, block);
    case 'qr':
      return before?.kind === 'signature' ? [] : setQr(setter, block);
    case 'signature':
      return setSignature(setter, block, next?.kind === 'qr' ? next : undefined);
  }
}

/** What stands before a signature, or leads to a table, stays with it: the whole block where it is short, else its end. */
function holdToNext(before: readonly Piece[]): readonly Piece[] {
  let held = 0;
  let from = before.length;
  for (const [index, piece] of [...before.entries()].reverse()) {
    held += piece.height + piece.before;
    if (held > FRAME_HEIGHT / 3 && index < before.length - 1) break;
    from = index;
  }
  return before.map((piece, index) => (index >= from ? { ...piece, sticks: true } : piece));
}

/** True from the last paragraph before a signature on: what is agreed to and the ink stand on one page. */
function leadsToSignature(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1];
  return next?.kind === 'signature' || (next?.kind === 'facts' && leadsToSignature(blocks, index + 1));
}

/** A whole paper as pieces in reading order. */
export function piecesOf(setter: Setter, paper: Paper): readonly Piece[] {
  const { blocks } = paper;
  const labels = labelWidth(setter, blocks);
  const held = blocks.map((block, index) => {
    const next = blocks[index + 1];
    const pieces = setBlock(setter, block, labels, blocks[index - 1], next);
    const leads = block.kind === 'paragraph' && next?.kind === 'table';
    return leads || leadsToSignature(blocks, index) ? holdToNext(pieces) : pieces;
  });
  return [...setTitle(setter, paper.title), ...held.flat()];
}
