import type * as z from 'zod';
import type { Language } from '#contracts/language.ts';
import type { Block } from '../paper/paper.ts';

/**
 * A kind of paper: what must be known to fill it, and its words in each language. A changed word is another
 * `textVersion`: evidence names it, so that what was agreed to can be read years later.
 */
export type Template<Schema extends z.ZodType> = {
  readonly name: string;
  readonly textVersion: string;
  readonly data: Schema;
  readonly write: (data: z.output<Schema>, language: Language) => Written;
};

export type Written = { readonly title: string; readonly blocks: readonly Block[] };

export const defineTemplate = <Schema extends z.ZodType>(template: Template<Schema>): Template<Schema> =>
  template;
