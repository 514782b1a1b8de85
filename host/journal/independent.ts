import { createHash } from 'node:crypto';

/**
 * A second reader of the journal's format, written from docs/journal.md alone: it shares no line with what writes the
 * journal, so that a mistake of one of the two shows.
 */

export type IndependentFault = {
  readonly sequence: number;
  readonly what:
    | 'unreadable'
    | 'missing'
    | 'altered'
    | 'notAfter'
    | 'noGenesis'
    | 'cutOff'
    | 'otherJournal'
    | 'notAnchored'
    | 'otherTerminal';
};

/** What the branch holds of a journal: `hash` of the entry `sequence`, of the journal that `journal` names. */
export type HeldAnchor = {
  readonly journal: string;
  readonly sequence: number;
  readonly hash: string;
  /** The terminal it was told by; left out where whoever asks knows. */
  readonly terminal?: string;
};

type Part = null | boolean | number | string | readonly Part[] | { readonly [name: string]: Part };

const isObject = (part: Part): part is { readonly [name: string]: Part } =>
  typeof part === 'object' && part !== null && !Array.isArray(part);

/** JSON Canonicalization Scheme (RFC 8785): names by UTF-16 unit, no spaces, ECMAScript's numbers and strings. */
function canonical(part: Part): string {
  if (Array.isArray(part)) return `[${part.map(canonical).join(',')}]`;
  if (!isObject(part)) return JSON.stringify(part);
  const names = Object.keys(part).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(part[name] ?? null)}`).join(',')}}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const NAMES = ['at', 'boot', 'facts', 'kind', 'previous', 'sealed', 'seq', 'visit'].join();

function parsed(body: string): { readonly [name: string]: Part } | undefined {
  try {
    const part: Part = JSON.parse(body);
    return isObject(part) && Object.keys(part).sort().join() === NAMES ? part : undefined;
  } catch {
    return undefined;
  }
}

/** One line of an export: hash, a space, the entry's canonical JSON. */
export type Line = { readonly hash: string; readonly body: string };

/** Reads an export line by line; what is no line of one is told as unreadable. */
export function* linesOf(text: string): Generator<Line> {
  for (const line of text.split('\n'))
    if (line !== '') yield { hash: line.slice(0, 64), body: line.slice(65) };
}

/**
 * What is wrong with a whole journal, from its first entry on, held against what was anchored elsewhere. Without an anchor
 * neither a cut-off end, nor a journal hashed anew from the first entry on, nor an old copy can be seen.
 */
export function faultsOf(lines: Iterable<Line>, anchors: readonly HeldAnchor[]): readonly IndependentFault[] {
  const faults: IndependentFault[] = [];
  const held = new Map<number, HeldAnchor[]>();
  for (const anchor of anchors) held.set(anchor.sequence, [...(held.get(anchor.sequence) ?? []), anchor]);
  let sequence = 0;
  let previous = '0'.repeat(64);
  let name: string | undefined;
  let terminal: Part = null;
  for (const { hash, body } of lines) {
    const entry = parsed(body);
    const own = sha256(body);
    if (!entry) faults.push({ sequence, what: 'unreadable' });
    else if (own !== hash || canonical(entry) !== body) faults.push({ sequence, what: 'altered' });
    if (entry && entry.seq !== sequence) faults.push({ sequence, what: 'missing' });
    if (entry && entry.previous !== previous) faults.push({ sequence, what: 'notAfter' });
    if (sequence === 0) {
      name = own;
      if (entry?.kind !== 'genesis') faults.push({ sequence, what: 'noGenesis' });
      terminal =
        entry && isObject(entry.facts ?? null)
          ? ((entry.facts as { terminal?: Part }).terminal ?? null)
          : null;
    }
    // What it really hashes to, whatever stands beside it.
    for (const anchor of held.get(sequence) ?? [])
      if (anchor.hash !== own) faults.push({ sequence, what: 'notAnchored' });
    previous = own;
    sequence++;
  }
  if (sequence === 0) faults.push({ sequence, what: 'noGenesis' });
  for (const anchor of anchors) {
    if (anchor.terminal !== undefined && terminal !== anchor.terminal)
      faults.push({ sequence: anchor.sequence, what: 'otherTerminal' });
    if (name !== undefined && anchor.journal !== name)
      faults.push({ sequence: anchor.sequence, what: 'otherJournal' });
    if (anchor.sequence >= sequence) faults.push({ sequence: anchor.sequence, what: 'cutOff' });
  }
  return faults;
}
