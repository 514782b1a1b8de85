import iconv from 'iconv-lite';

/** One way in which a text could lie in a file. */
export type Trace = {
  readonly encoding: string;
  /** Whether the bytes hold the text in this way. `latin1` is the same bytes, one character each. */
  in(bytes: Buffer, latin1: string): boolean;
  /** The bytes themselves, for the control that shows that they are found. */
  readonly example: Buffer;
};

/** Shorter ones would be found by accident. */
const SHORTEST = { base64: 8, packed: 5, split: 11, trail: 6 } as const;
/** A text of so few digits counts only as a word of its own. */
const FEW_DIGITS = 8;

const asIs = (encoding: string, example: Buffer): Trace => ({
  encoding,
  example,
  in: (bytes) => bytes.includes(example),
});

const byPattern = (encoding: string, pattern: RegExp, example: Buffer): Trace => ({
  encoding,
  example,
  in: (_, latin1) => pattern.test(latin1),
});

/** Every way in which the text is looked for. */
export function tracesOf(text: string): Trace[] {
  const utf8 = Buffer.from(text, 'utf8');
  const bases: [string, Buffer][] = [
    ['utf-8', utf8],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
    ['gb18030', iconv.encode(text, 'gb18030')],
    ['\\u escapes', Buffer.from(escaped(text))],
    ['percent', Buffer.from(encodeURIComponent(text))],
  ];
  const plain = bases.map(([name, bytes]) => {
    const isShort = name === 'utf-8' && /^\d+$/.test(text) && text.length <= FEW_DIGITS;
    return isShort
      ? byPattern(name, new RegExp(`(?<![0-9A-Za-z+/_-])${text}(?![0-9A-Za-z+/=_-])`), bytes)
      : asIs(name, bytes);
  });
  const encoded = bases
    .slice(0, 4)
    .flatMap(([name, bytes]) => [
      asIs(`hex of ${name}`, Buffer.from(bytes.toString('hex'))),
      asIs(`HEX of ${name}`, Buffer.from(bytes.toString('hex').toUpperCase())),
      ...base64Of(bytes).map((part, shift) =>
        asIs(`base64 of ${name}, shifted by ${shift}`, Buffer.from(part)),
      ),
    ]);
  return [...distinct([...plain, ...encoded]), ...digitTraces(text)];
}

/** The characters that stand whatever comes before and after, for each of the three places a text can begin in. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters hold bits of what is before, the last ones bits of what is after.
    const whole = shifted.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    return whole.length >= SHORTEST.base64 ? [whole] : [];
  });
}

/** Numbers besides: one digit at a time, packed two to a byte, or as choices in a row of entries. */
function digitTraces(text: string): Trace[] {
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  const traces: Trace[] = [];
  if (digits.length >= SHORTEST.split)
    traces.push(
      byPattern(
        'digits split',
        new RegExp([...digits].join('[^0-9]{1,4}')),
        Buffer.from([...digits].join('", "')),
      ),
    );
  if (digits.length >= SHORTEST.packed * 2)
    for (const from of [0, 1]) {
      const even = digits.slice(from, from + Math.floor((digits.length - from) / 2) * 2);
      traces.push(asIs(`packed digits from ${from}`, Buffer.from(even, 'hex')));
    }
  if (digits.length >= SHORTEST.trail)
    traces.push({
      encoding: 'choices in a row',
      in: (_, latin1) => trailOf(latin1).includes(digits),
      example: Buffer.from([...digits].map((digit) => `{"choice":${digit},"event":"act.digit"}`).join('\n')),
    });
  return traces;
}

const trailOf = (latin1: string): string =>
  [...latin1.matchAll(/"(?:choice|digit)":"?(\d)\b/g)].map(([, digit]) => digit).join('');

const escaped = (text: string): string =>
  Array.from({ length: text.length }, (_, place) => {
    const code = text.charCodeAt(place);
    return code < 0x80 ? text.charAt(place) : `\\u${code.toString(16).padStart(4, '0')}`;
  }).join('');

/** Several encodings of plain letters are the same bytes. */
function distinct(traces: readonly Trace[]): Trace[] {
  const seen = new Set<string>();
  return traces.filter(({ example }) => {
    const key = example.toString('hex');
    return !seen.has(key) && seen.add(key);
  });
}
