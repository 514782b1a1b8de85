import type { Block, Paper } from '../../paper/paper.ts';
import { setQr, setSignature } from './figures.ts';
import type { Piece } from './marks.ts';
import type { Setter } from './setter.ts';
import { FRAME_HEIGHT } from './style.ts';
import { setTable } from './table.ts';
import { setClause, setFacts, setHeading, setNotice, setParagraph, setTitle } from './text-blocks.ts';

function setBlock(setter: Setter, block: Block): readonly Piece[] {
  switch (block.kind) {
    case 'heading':
      return setHeading(setter, block);
    case 'paragraph':
      return setParagraph(setter, block);
    case 'clause':
      return setClause(setter, block);
    case 'facts':
      return setFacts(setter, block);
    case 'table':
      return setTable(setter, block);
    case 'notice':
      return setNotice(setter, block);
    case 'qr':
      return setQr(setter, block);
    case 'signature':
      return setSignature(setter, block);
  }
}

/** What stands before a signature stays with it: the whole block where it is short, else its end. */
function holdToSignature(before: readonly Piece[]): readonly Piece[] {
  let held = 0;
  let from = before.length;
  for (const [index, piece] of [...before.entries()].reverse()) {
    held += piece.height + piece.before;
    if (held > FRAME_HEIGHT / 3 && index < before.length - 1) break;
    from = index;
  }
  return before.map((piece, index) => (index >= from ? { ...piece, sticks: true } : piece));
}

/** A whole paper as pieces in reading order. */
export function piecesOf(setter: Setter, paper: Paper): readonly Piece[] {
  const blocks = paper.blocks.map((block) => ({ block, pieces: setBlock(setter, block) }));
  const held = blocks.map(({ pieces }, index) =>
    blocks[index + 1]?.block.kind === 'signature' ? holdToSignature(pieces) : pieces,
  );
  return [...setTitle(setter, paper.title), ...held.flat()];
}
