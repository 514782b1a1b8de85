/** As much of these two packages as is used here; they bring no types of their own. */
declare module 'fontkit' {
  export type OpenFont = {
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly bbox: {
      readonly minX: number;
      readonly minY: number;
      readonly maxX: number;
      readonly maxY: number;
    };
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): {
      readonly id: number;
      readonly advanceWidth: number;
      readonly bbox: { readonly maxX: number };
      readonly path: {
        readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
      };
    };
  };
  export function create(bytes: Uint8Array): OpenFont;
}

declare module 'subset-font' {
  type Options = {
    readonly targetFormat?: 'truetype' | 'woff' | 'woff2';
    readonly keepAllGlyphs?: boolean;
    readonly noLayoutClosure?: boolean;
    readonly noHinting?: boolean;
    readonly keepFeatures?: readonly string[];
    readonly dropTables?: readonly string[];
  };
  export default function subsetFont(
    font: Uint8Array,
    text: string | undefined,
    options?: Options,
  ): Promise<Uint8Array>;
}
