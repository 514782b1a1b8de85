/** Names and the bytes that stand for them in a message, both ways. */
export type CodeTable<Name extends string> = {
  encode(name: Name): number;
  /** `undefined` for a byte the manual does not name. */
  decode(code: number | undefined): Name | undefined;
};

export function codeTable<Name extends string>(codes: Readonly<Record<Name, number>>): CodeTable<Name> {
  const names = new Map<number, Name>();
  for (const name in codes) names.set(codes[name], name);
  return {
    encode: (name) => codes[name],
    decode: (code) => (code === undefined ? undefined : names.get(code)),
  };
}
