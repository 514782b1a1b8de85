/** Exactly the keys of the source language's file, each with a text of its own. */
export type Translation<Source extends Readonly<Record<string, string>>> = {
  readonly [Key in keyof Source]: string;
};
