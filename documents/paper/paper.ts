import type { Language } from '#contracts/language.ts';

/**
 * A paper before it has pages: what a template makes of its data and what rendering lays out. It is text and nothing
 * else: no part of it can become an operator, a link or a script of the PDF.
 */
export type Paper = {
  /** Which template in which wording: `wealthContract`, `2026-11`. Both stand on the paper and in its evidence. */
  readonly template: string;
  readonly textVersion: string;
  readonly language: Language;
  readonly title: string;
  /** To be named to staff; stands in the foot of every page beside its number. */
  readonly number: string;
  readonly blocks: readonly Block[];
};

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly weight?: 'strong' }
  | { readonly kind: 'clause'; readonly number: string; readonly text: string }
  /** What was filled in: a label and a value a line. */
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly title: string; readonly align: 'start' | 'end' }[];
      readonly rows: readonly (readonly string[])[];
    }
  /** A warning that must be seen: framed, never broken over two pages. */
  | { readonly kind: 'notice'; readonly text: string }
  /** A code to be scanned, with what it leads to in words beside it. */
  | { readonly kind: 'qr'; readonly content: string; readonly caption: string }
  /** Where ink and name of a signer will stand; one `name` once in a paper. */
  | { readonly kind: 'signature'; readonly name: 'customer'; readonly caption: string };
