import { objectOf, type PdfFile, type PdfObject } from './file.ts';
import { entry, itemsOf, nameOf, refOf } from './value.ts';

const MAX_PAGES = 1_000;

/** The catalog as a revision left it. */
export const catalogOf = (file: PdfFile, upTo?: number): PdfObject | undefined =>
  objectOf(file, refOf(entry(file.revisions[0].trailer, 'Root')), upTo);

/** Pages in their order, or nothing where the tree is broken: each node once, each page under the node it names. */
export function pagesOf(file: PdfFile, upTo?: number): readonly PdfObject[] | undefined {
  const pages: PdfObject[] = [];
  const seen = new Set<number>();
  const visit = (number: number | undefined, parent: number | undefined): boolean => {
    const node = objectOf(file, number, upTo);
    if (!node || seen.has(node.number) || seen.size > 2 * MAX_PAGES) return false;
    seen.add(node.number);
    if (refOf(entry(node.value, 'Parent')) !== parent) return false;
    if (nameOf(entry(node.value, 'Type')) === 'Page') return pages.push(node) <= MAX_PAGES;
    const kids = itemsOf(entry(node.value, 'Kids'));
    return (
      nameOf(entry(node.value, 'Type')) === 'Pages' &&
      kids !== undefined &&
      kids.every((kid) => visit(refOf(kid), node.number))
    );
  };
  return visit(refOf(entry(catalogOf(file, upTo)?.value, 'Pages')), undefined) ? pages : undefined;
}
