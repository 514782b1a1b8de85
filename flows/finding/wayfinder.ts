import { MOST_FOUND } from '#contracts/finding/answer.ts';
import { abbreviates, forgiven, typos } from './match.ts';
import { coreOf, hasHan, normalised, onKeys, pairsOf, piecesOf, rootsOf, softened } from './normalise.ts';

/** Something that can be found: a service of the terminal, a short answer, or what one queues for. */
export type Findable = {
  readonly kind: 'service' | 'answer' | 'business';
  readonly id: string;
  /** Its names and whatever people say for it, in any language. */
  readonly phrases: readonly string[];
  /** Shown before anything is typed. */
  readonly often: boolean;
};

type Phrase = {
  readonly text: string;
  readonly han: boolean;
  readonly pieces: readonly string[];
  readonly soft: readonly string[];
  readonly keys: readonly string[];
  readonly spelt: string;
  readonly roots: readonly string[];
  readonly characters: ReadonlySet<string>;
};
type Indexed = {
  readonly findable: Findable;
  readonly phrases: readonly Phrase[];
  readonly pairs: ReadonlySet<string>;
};

/** Below this nothing is meant; and nothing is shown that is so much less likely than the best. */
const LEAST = 0.42;
const BESIDE_BEST = 0.62;
/** What a word says that nothing here is called by: less than one that is. */
const UNHEARD = 1.2;

const phraseOf = (words: string): Phrase => {
  const text = normalised(words);
  const pieces = piecesOf(text);
  const han = hasHan(text);
  return {
    text: text.replaceAll(' ', han ? '' : ' '),
    han,
    pieces,
    soft: pieces.map(softened),
    keys: pieces.map(onKeys),
    spelt: pieces.join(''),
    // Of `ATM吞卡` the word in it.
    roots: han ? (text.match(/[a-z]+/g) ?? []) : rootsOf(text),
    characters: new Set([...text].filter(hasHan)),
  };
};

/**
 * Finds what somebody wants by what he types: plain words of either language, pinyin in full or by initials, figures of
 * a keypad that has letters on it, with a typo or two. The same words always find the same, in the same order.
 */
export class Wayfinder {
  readonly #indexed: readonly Indexed[];
  /** How much a root says: one that many things share says little. */
  readonly #weights = new Map<string, number>();

  constructor(findables: readonly Findable[]) {
    this.#indexed = findables.map((findable) => {
      const phrases = findable.phrases.map(phraseOf);
      return {
        findable,
        phrases,
        pairs: new Set(phrases.flatMap(({ text, han }) => (han ? pairsOf(text) : []))),
      };
    });
    for (const { phrases, pairs } of this.#indexed)
      for (const word of new Set([
        ...phrases.flatMap(({ roots, characters }) => [...roots, ...characters]),
        ...pairs,
      ]))
        this.#weights.set(word, (this.#weights.get(word) ?? 0) + 1);
    for (const [word, count] of this.#weights)
      this.#weights.set(word, Math.log(1 + findables.length / count));
  }

  /** What is most often asked for, before anything is typed. */
  get suggested(): readonly Findable[] {
    return this.#indexed.flatMap(({ findable }) => (findable.often ? [findable] : [])).slice(0, MOST_FOUND);
  }

  /** At most `MOST_FOUND`, the likeliest first; none where nothing is likely. */
  find(query: string): readonly Findable[] {
    const typed = normalised(query);
    if (typed === '') return [];
    const scored = this.#indexed
      .map(({ findable, phrases, pairs }, order) => ({
        findable,
        order,
        score: this.#score(typed, phrases, pairs),
      }))
      .filter(({ score }) => score >= LEAST)
      .toSorted((a, b) => b.score - a.score || a.order - b.order);
    const best = scored[0]?.score ?? 0;
    return scored
      .filter(({ score }) => score >= best * BESIDE_BEST)
      .slice(0, MOST_FOUND)
      .map(({ findable }) => findable);
  }

  #score(typed: string, phrases: readonly Phrase[], pairs: ReadonlySet<string>): number {
    const squeezed = typed.replaceAll(' ', '');
    if (/^\d+$/.test(squeezed)) return Math.max(0, ...phrases.map(({ keys }) => byKeys(squeezed, keys)));
    if (!hasHan(typed)) return this.#byLetters(typed, squeezed, phrases);
    const core = coreOf(typed);
    const sounds = piecesOf(core).join('');
    const mixed = /[a-z]/.test(core);
    const heard = sounds.length < 4 ? 0 : (mixed ? 0.95 : 0.7) * this.#bySound(sounds, phrases);
    return Math.max(this.#byCharacters(core, phrases, pairs), heard);
  }

  #byLetters(typed: string, squeezed: string, phrases: readonly Phrase[]): number {
    return Math.max(this.#bySound(squeezed, phrases), this.#byWords(rootsOf(typed), squeezed, phrases));
  }

  #bySound(spelt: string, phrases: readonly Phrase[]): number {
    let best = 0;
    for (const phrase of phrases) {
      if (!phrase.han) continue;
      if (phrase.spelt === spelt) return 1;
      best = Math.max(best, 0.95 * abbreviates(spelt, phrase.pieces));
      if (spelt.length >= 4) best = Math.max(best, 0.8 * abbreviates(softened(spelt), phrase.soft));
      if (spelt.length >= 5 && best < 0.6) best = Math.max(best, misspelt(spelt, phrase.spelt));
    }
    return best;
  }

  #byWords(wanted: readonly string[], squeezed: string, phrases: readonly Phrase[]): number {
    const weight = (word: string) => this.#weights.get(word) ?? 1.8;
    const all = wanted.reduce((sum, word) => sum + weight(word), 0);
    const anywhere = [...new Set(phrases.flatMap(({ roots }) => roots))];
    const share = (roots: readonly string[]) =>
      wanted.reduce(
        (sum, word) => sum + weight(word) * Math.max(0, ...roots.map((root) => alike(word, root))),
        0,
      ) / all;
    let best = 0.7 * share(anywhere);
    if (best < 0.2) return squeezed.length >= 4 ? this.#runTogether(squeezed, phrases) : best;
    for (const { roots, text } of phrases) {
      if (roots.length === 0 || hasHan(text)) continue;
      const met = share(roots);
      const used = roots.filter((root) => wanted.some((word) => alike(word, root) > 0)).length / roots.length;
      best = Math.max(best, met * (0.72 + 0.26 * used) + (text.startsWith(squeezed) ? 0.02 : 0));
    }
    return best;
  }

  /** `cardgone`: words without the blank between them. */
  #runTogether(squeezed: string, phrases: readonly Phrase[]): number {
    const texts = phrases.flatMap(({ han, text }) => (han ? [] : [text.replaceAll(' ', '')]));
    if (texts.some((text) => text.startsWith(squeezed))) return 0.85;
    return Math.max(0, ...texts.map((text) => misspelt(squeezed, text)));
  }

  #byCharacters(core: string, phrases: readonly Phrase[], pairs: ReadonlySet<string>): number {
    const weight = (word: string) => this.#weights.get(word) ?? UNHEARD;
    const wanted = [...new Set(core)].filter(hasHan);
    let best = 0;
    for (const phrase of phrases) {
      const { han, text } = phrase;
      if (!han) continue;
      if (text === core) return 1;
      const [short, long] = text.length < core.length ? [text, core] : [core, text];
      if (short.length > 1 && long.includes(short))
        best = Math.max(best, 0.68 + 0.3 * (short.length / long.length));
      if (core.length === 1 && text.includes(core)) best = Math.max(best, text.startsWith(core) ? 0.55 : 0.5);
      best = Math.max(best, 0.85 * sharedCharacters(wanted, phrase, weight));
    }
    const own = pairsOf(core).filter((pair) => hasHan(pair));
    const all = own.reduce((sum, pair) => sum + weight(pair), 0);
    const met = own.reduce((sum, pair) => sum + (pairs.has(pair) ? weight(pair) : 0), 0);
    return all === 0 ? best : Math.max(best, (0.9 * met) / all);
  }
}

/**
 * How much of a sentence and of a phrase are the same characters, wherever they stand: for `卡被我弄丢了`. One alone
 * says nothing.
 */
function sharedCharacters(
  wanted: readonly string[],
  { characters }: Phrase,
  weight: (word: string) => number,
): number {
  const met = wanted.filter((one) => characters.has(one));
  if (met.length < 2) return 0;
  const sum = (words: Iterable<string>) => [...words].reduce((all, word) => all + weight(word), 0);
  return 0.4 * (sum(met) / sum(wanted)) + 0.6 * (sum(met) / sum(characters));
}

/** Two figures say too little of anything but the beginning. */
function byKeys(figures: string, keys: readonly string[]): number {
  if (figures.length < 2) return 0;
  const met = abbreviates(figures, keys);
  return figures.length === keys.length ? met : met * 0.95;
}

function misspelt(typed: string, right: string): number {
  const most = forgiven(typed.length);
  if (most === 0) return 0;
  const whole = typos(typed, right, most);
  if (whole <= most) return 0.85 - 0.1 * whole;
  // Still being typed.
  const begun = typed.length >= 6 ? typos(typed, right.slice(0, typed.length), 1) : 2;
  return begun <= 1 ? 0.6 : 0;
}

/** How alike two roots are: the same, one the beginning of the other, or a typo apart. */
function alike(word: string, root: string): number {
  if (word === root) return 1;
  if (word.length >= 3 && root.startsWith(word)) return 0.85;
  if (root.length >= 4 && word.startsWith(root) && word.length - root.length <= 3) return 0.8;
  const most = Math.min(forgiven(word.length), forgiven(root.length));
  if (most === 0) return 0;
  const apart = typos(word, root, most);
  return apart <= most ? 0.8 - 0.1 * apart : 0;
}
