import { createHash } from 'node:crypto';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { isHonestText } from '#foundation/text.ts';
import type { Block, Paper } from '../paper/paper.ts';
import type { RenderedPaper } from '../paper/rendered.ts';
import { checkBounds, textsOf } from './bounds.ts';
import { findGlyphs, type Unprintable } from './fonts/glyphs.ts';
import { footTexts, withFeet } from './foot.ts';
import type { Part } from './layout/marks.ts';
import { dealPages } from './layout/pages.ts';
import { piecesOf } from './layout/pieces.ts';
import { createSetter } from './layout/setter.ts';
import { stylesFor } from './layout/style.ts';
import { writePdf } from './pdf/write.ts';
import { spokenPages } from './spoken.ts';

/**
 * Why a paper cannot be rendered. `unprintable`: text that no glyph shows exactly, with its code points. `tooLong`: more
 * than a paper may hold. `malformed`: a paper that contradicts itself. `fontsMissing`: the fonts cannot be read.
 */
export type RenderError = Unprintable | CodedError<'tooLong' | 'malformed' | 'fontsMissing'>;

export type RenderOptions = {
  /** Stands in the file as its date of making; part of what makes the bytes. */
  readonly created: Date;
  /** Where anybody can look this paper up; stands at its end as a code to scan and in words. At most 200 bytes. */
  readonly verifyAt?: string;
};

const LOOK_UP = {
  'zh-CN': (address: string) => `扫码可查验本文件是否被改动：${address}`,
  en: (address: string) => `Scan to check that this paper has not been changed: ${address}`,
} as const;

function withLookUp(paper: Paper, address: string | undefined): Paper {
  if (address === undefined) return paper;
  const code: Block = { kind: 'qr', content: address, caption: LOOK_UP[paper.language](address) };
  return { ...paper, blocks: [...paper.blocks, code] };
}

/**
 * Lays out a paper on A4 and writes it as a PDF with embedded subset fonts. The same paper with the same options always
 * gives the same bytes. Text is drawn exactly as it is or refused; none of it becomes an operator, a link or a script.
 */
export async function render(
  given: Paper,
  options: RenderOptions,
): Promise<Result<RenderedPaper, RenderError>> {
  const paper = withLookUp(given, options.verifyAt);
  const bounded = checkBounds(paper);
  if (!bounded.ok) return bounded;
  if (paper.blocks.some((block) => block.kind === 'qr' && !isHonestText(block.content)))
    return err({ code: 'malformed', detail: 'a code with hidden characters' });
  if (!Number.isFinite(options.created.getTime())) return err({ code: 'malformed', detail: 'no instant' });

  const texts = [paper.title, ...footTexts(paper), ...paper.blocks.flatMap(textsOf)];
  const glyphs = await findGlyphs(texts).catch((cause: unknown) =>
    err({ code: 'fontsMissing', detail: cause instanceof Error ? cause.name : 'unknown' } as const),
  );
  if (!glyphs.ok) return glyphs;

  const document: Part = { role: 'Document', parts: [] };
  const setter = createSetter(glyphs.value, stylesFor(paper.language), paper.language, document);
  const dealt = dealPages(piecesOf(setter, paper));
  if (!dealt.ok) return dealt;
  const pages = withFeet(setter, paper, dealt.value.pages);

  const { title, language } = paper;
  const bytes = await writePdf({ title, language, created: options.created, pages, document });
  return ok({
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: pages.length,
    texts: spokenPages(dealt.value.pages),
    signatures: dealt.value.signatures,
  });
}
