/** A place on a page in PDF points (1/72 inch), from the page's lower left corner. */
export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Where ink and name of a signer go. */
export type SignaturePlace = {
  readonly name: 'customer';
  /** Counted from 1. */
  readonly page: number;
  readonly rect: Box;
};

/**
 * A paper as the bytes that are shown, signed and kept. They are a PDF with a classic cross-reference table, ready
 * for increments; the same paper with the same instant always gives the same bytes.
 */
export type RenderedPaper = {
  readonly bytes: Uint8Array;
  /** Of `bytes`, in lower-case hex. */
  readonly sha256: string;
  readonly pages: number;
  /** What each page says to whoever does not see it, a paragraph or a cell each. */
  readonly texts: readonly (readonly string[])[];
  /** In the order in which they stand on the paper. */
  readonly signatures: readonly SignaturePlace[];
};
