import { type PDFContext, PDFHexString, PDFName, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';
import type { Part } from '../layout/marks.ts';

/** A piece of marked content: on which page, under which number. */
type Marked = { readonly page: PDFRef; readonly number: number };

/**
 * The tree of headings, paragraphs, lists and tables (ISO 32000-1, 14.7), so that a reading program says the paper in
 * order. `marked` holds, page by page, the part of each piece of marked content.
 */
export function writeStructure(
  context: PDFContext,
  root: Part,
  pages: readonly { readonly ref: PDFRef; readonly marked: readonly Part[] }[],
): PDFRef {
  const contents = new Map<Part, Marked[]>();
  for (const { ref, marked } of pages)
    for (const [number, part] of marked.entries())
      contents.set(part, [...(contents.get(part) ?? []), { page: ref, number }]);

  const tree = context.nextRef();
  const refs = new Map<Part, PDFRef>();
  const write = (part: Part, parent: PDFRef): PDFRef => {
    const ref = context.nextRef();
    refs.set(part, ref);
    const own: PDFObject[] = (contents.get(part) ?? []).map(({ page, number }) =>
      context.obj({ Type: 'MCR', Pg: page, MCID: number }),
    );
    const element = context.obj({ Type: 'StructElem', S: part.role, P: parent });
    element.set(PDFName.of('K'), context.obj([...own, ...part.parts.map((child) => write(child, ref))]));
    if (part.alt !== undefined) element.set(PDFName.of('Alt'), PDFHexString.fromText(part.alt));
    context.assign(ref, element);
    return ref;
  };
  const document = write(root, tree);
  const numbers = pages.flatMap(({ marked }, index): PDFObject[] => [
    context.obj(index),
    context.obj(marked.flatMap((part) => refs.get(part) ?? [])),
  ]);
  const parents = context.register(context.obj({ Nums: context.obj(numbers) }));
  context.assign(
    tree,
    context.obj({
      Type: 'StructTreeRoot',
      K: [document],
      ParentTree: parents,
      ParentTreeNextKey: pages.length,
    }),
  );
  return tree;
}
