import type { PdfFile } from './file.ts';
import { walk } from './value.ts';

/**
 * Names that make a paper do something, show something else later, or reach out of itself (12.6, 12.7.8, 8.11, 7.11):
 * none of them stands in a paper of ours, as a key or as a value.
 */
const ACTIVE: ReadonlySet<string> = new Set(
  `JS JavaScript AA OpenAction Launch URI XFA SubmitForm ResetForm ImportData GoToR GoToE GoTo3DView Rendition RichMedia
  RichMediaExecute Movie Sound Screen SetOCGState OCProperties OCGs OC Trans PresSteps Encrypt OPI Collection Perms
  Extensions ObjStm XRef`.split(/\s+/),
);

/** The first object that carries one, with the word. */
export function activeContent(file: PdfFile): { readonly object: number; readonly word: string } | undefined {
  for (const revision of file.revisions)
    for (const object of revision.objects.values()) {
      let word: string | undefined;
      const see = (name: string) => {
        if (ACTIVE.has(name)) word ??= name;
      };
      walk(object.value, { key: see, value: (value) => value.kind === 'name' && see(value.name) });
      if (word !== undefined) return { object: object.number, word };
    }
  return undefined;
}
