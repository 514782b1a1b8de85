/** One value of a PDF file (ISO 32000-1, 7.3). Numbers keep their digits, so that a copy is written as it was read. */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  /** `from` and `to` are where it stands in its file, delimiters included; both 0 where it was made by us. */
  | {
      readonly kind: 'string';
      readonly form: 'literal' | 'hex';
      readonly bytes: Uint8Array;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDict
  | PdfRef;

export type PdfDict = { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> };
export type PdfRef = { readonly kind: 'ref'; readonly object: number };

export const number = (value: number): PdfValue => ({ kind: 'number', text: decimal(value) });
export const name = (text: string): PdfValue => ({ kind: 'name', name: text });
export const ref = (object: number): PdfRef => ({ kind: 'ref', object });
export const array = (...items: readonly PdfValue[]): PdfValue => ({ kind: 'array', items });
export const dict = (entries: Readonly<Record<string, PdfValue>>): PdfDict => ({
  kind: 'dict',
  entries: new Map(Object.entries(entries)),
});
export const hexString = (bytes: Uint8Array): PdfValue => ({
  kind: 'string',
  form: 'hex',
  bytes,
  from: 0,
  to: 0,
});
/** Printable ASCII as it is; anything else as UTF-16BE with its mark (7.9.2.2). */
export const textString = (text: string): PdfValue => {
  if (/^[ -~]*$/.test(text)) return { ...stringOf(Buffer.from(text, 'latin1')), form: 'literal' };
  return stringOf(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]));
};
const stringOf = (bytes: Uint8Array) => ({ kind: 'string', form: 'hex', bytes, from: 0, to: 0 }) as const;

/** The same dictionary with some entries set; the order of the others stays. */
export const withEntries = (of: PdfDict, entries: Readonly<Record<string, PdfValue>>): PdfDict => ({
  kind: 'dict',
  entries: new Map([...of.entries, ...Object.entries(entries)]),
});

/** At most three digits behind the point, never an exponent: what a coordinate needs. */
export const decimal = (value: number): string => {
  const text = value.toFixed(3).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
};

/** A value as the bytes of a file, in one way only: equal values give equal bytes. */
export function serialise(value: PdfValue): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.text;
    case 'name':
      return `/${escapedName(value.name)}`;
    case 'string':
      return value.form === 'hex' ? `<${hex(value.bytes)}>` : `(${escapedLiteral(value.bytes)})`;
    case 'array':
      return `[ ${value.items.map(serialise).join(' ')} ]`;
    case 'dict':
      return `<<\n${[...value.entries].map(([key, entry]) => `/${escapedName(key)} ${serialise(entry)}\n`).join('')}>>`;
    case 'ref':
      return `${value.object} 0 R`;
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const escapedName = (text: string): string =>
  text.replace(
    /[^A-Za-z0-9_.+:*@!$&^~;'"`?,=|\\-]/g,
    (c) => `#${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
const escapedLiteral = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => {
    const c = String.fromCharCode(byte);
    if (c === '(' || c === ')' || c === '\\') return `\\${c}`;
    return byte >= 0x20 && byte < 0x7f ? c : `\\${byte.toString(8).padStart(3, '0')}`;
  }).join('');

export const entry = (of: PdfValue | undefined, key: string): PdfValue | undefined =>
  of?.kind === 'dict' ? of.entries.get(key) : undefined;
export const nameOf = (value: PdfValue | undefined): string | undefined =>
  value?.kind === 'name' ? value.name : undefined;
export const refOf = (value: PdfValue | undefined): number | undefined =>
  value?.kind === 'ref' ? value.object : undefined;
/** A whole number that stands in it directly and is not negative. */
export const countOf = (value: PdfValue | undefined): number | undefined =>
  value?.kind === 'number' && /^\d{1,10}$/.test(value.text) ? Number(value.text) : undefined;
export const itemsOf = (value: PdfValue | undefined): readonly PdfValue[] | undefined =>
  value?.kind === 'array' ? value.items : undefined;

/** Every value in it, itself first, and every key of a dictionary. Depth is bounded by the reader. */
export function walk(value: PdfValue, see: { value?(value: PdfValue): void; key?(key: string): void }): void {
  see.value?.(value);
  if (value.kind === 'array') for (const item of value.items) walk(item, see);
  if (value.kind === 'dict')
    for (const [key, item] of value.entries) {
      see.key?.(key);
      walk(item, see);
    }
}
