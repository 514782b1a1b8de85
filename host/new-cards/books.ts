import * as z from 'zod';
import { newToken } from '../ids.ts';
import type { Journal } from '../journal/journal.ts';
import type { Vault } from '../journal/vault.ts';
import type { Visit } from '../visits.ts';

/**
 * Where a card out of the stack is. On its way: `feeding` (told to come, and nobody has seen it yet), `chip`, `gate`,
 * `stuck`. At its end: `bin`, `hand`, `gone` (bin, hand or floor: nobody can say), `notFed` (none came).
 */
const PLACES = ['feeding', 'chip', 'gate', 'stuck', 'bin', 'hand', 'gone', 'notFed'] as const;
export type Place = (typeof PLACES)[number];
export const ON_ITS_WAY: readonly Place[] = ['feeding', 'chip', 'gate', 'stuck'];
const MOTIONS = ['dispense', 'present', 'retain'] as const;
export type Motion = (typeof MOTIONS)[number];
/** Whose it is: nobody's; the bank was asked and has not answered; this customer's. */
const BONDS = ['none', 'asked', 'bound'] as const;
export type Bond = (typeof BONDS)[number];

/** Of whom and which card, in the bank's names. */
const aboutSchema = z.strictObject({
  customerRef: z.string(),
  applicationRef: z.string(),
  blankRef: z.string(),
});
export type About = z.infer<typeof aboutSchema>;

const rowSchema = z.object({
  id: z.string(),
  visit: z.string().nullable(),
  reference: z.string(),
  place: z.enum(PLACES),
  moving: z.enum(MOTIONS).nullable(),
  bond: z.enum(BONDS),
  custody: z.string().nullable(),
});
export type NewCard = z.infer<typeof rowSchema> & { readonly about: About | null };

/** How many cards were fed, and where they are: `fed` is always the sum of the others. */
export type Counts = { readonly [Name in 'fed' | 'hand' | 'bin' | 'inside' | 'gone']: number };

/**
 * The terminal's own books of its blank cards, one row a card, kept in the journal's file: what was to be done with it is
 * durable before it is done, and where it is before anybody says so. Of its customer a row holds what the bank must still
 * hear, sealed, and no longer than that.
 */
export class CardBooks {
  readonly #journal: Journal;
  readonly #vault: Vault;

  constructor(journal: Journal, vault: Vault) {
    this.#journal = journal;
    this.#vault = vault;
  }

  /** The one card that is on its way; there is never a second. */
  get open(): NewCard | undefined {
    const places = ON_ITS_WAY.map((place) => `'${place}'`).join(', ');
    return this.#read(`WHERE place IN (${places}) ORDER BY rowid LIMIT 1`)[0];
  }

  /** Cards the bank must still hear of. */
  get untold(): readonly NewCard[] {
    return this.#read(`WHERE about IS NOT NULL ORDER BY rowid`);
  }

  find(id: string): NewCard | undefined {
    return this.#read('WHERE id = ?', id)[0];
  }

  counts(): Counts {
    const rows = this.#journal.database
      .prepare('SELECT place, count(*) AS cards FROM new_card GROUP BY place')
      .all();
    const at = (...places: readonly Place[]): number =>
      rows
        .filter(({ place }) => places.some((one) => one === place))
        .reduce((sum, { cards }) => sum + Number(cards), 0);
    return {
      fed: at('feeding', 'chip', 'gate', 'stuck', 'bin', 'hand', 'gone'),
      hand: at('hand'),
      bin: at('bin'),
      inside: at(...ON_ITS_WAY),
      gone: at('gone'),
    };
  }

  /** A card is about to be fed, for this visit. */
  feed(visit: Visit): NewCard {
    return this.#begin(visit.token, visit.reference, 'feeding', 'dispense');
  }

  /** A card was found there that no row knows of. */
  found(place: Place, reference: string): NewCard {
    return this.#begin(null, reference, place, null);
  }

  #begin(visit: string | null, reference: string, place: Place, moving: Motion | null): NewCard {
    const id = newToken();
    this.#journal.transaction(() => {
      this.#journal.database
        .prepare(
          `INSERT INTO new_card (id, visit, reference, place, moving, bond) VALUES (?, ?, ?, ?, ?, 'none')`,
        )
        .run(id, visit, reference, place, moving);
      this.#journal.append({ kind: 'newCard.intent', visit, facts: { card: id, motion: moving ?? 'found' } });
    });
    return { id, visit, reference, place, moving, bond: 'none', custody: null, about: null };
  }

  /** It is about to be moved; `also` runs in the same transaction. */
  intend({ id, visit }: NewCard, motion: Motion, also: () => void = () => {}): void {
    this.#journal.transaction(() => {
      this.#journal.database.prepare('UPDATE new_card SET moving = ? WHERE id = ?').run(motion, id);
      this.#journal.append({ kind: 'newCard.intent', visit, facts: { card: id, motion } });
      also();
    });
  }

  /** It is there now, and nothing moves. What the bank need not hear of is forgotten. */
  at({ id, visit, bond }: NewCard, place: Place): void {
    this.#journal.transaction(() => {
      this.#journal.database
        .prepare('UPDATE new_card SET place = ?, moving = NULL WHERE id = ?')
        .run(place, id);
      if (place === 'gone' || place === 'notFed') this.#forget(id);
      this.#journal.append({
        kind: 'newCard.at',
        visit,
        facts: { card: id, place, bond, ...this.counts() },
      });
    });
  }

  /** Which of the bank's cards it is, and for whose application. */
  identified({ id, visit }: NewCard, about: About): void {
    if (visit === null) return;
    const box = this.#vault.seal(visit, `newCard/${id}`, JSON.stringify(about));
    this.#journal.transaction(() => {
      this.#journal.database.prepare('UPDATE new_card SET about = ? WHERE id = ?').run(box, id);
    });
  }

  /** Inside the transaction of what made it so. */
  bond({ id, visit }: NewCard, bond: Bond): void {
    this.#journal.database.prepare('UPDATE new_card SET bond = ? WHERE id = ?').run(bond, id);
    this.#journal.append({ kind: 'newCard.bond', visit, facts: { card: id, bond } });
  }

  /** Under this name staff know of it; inside the transaction of whoever tells them. */
  inCustody({ id }: NewCard, custody: string): void {
    this.#journal.database.prepare('UPDATE new_card SET custody = ? WHERE id = ?').run(custody, id);
  }

  /** The bank is being told of it; inside the transaction of that submission's intent. */
  told({ id }: NewCard): void {
    this.#forget(id);
  }

  #forget(id: string): void {
    this.#journal.database.prepare('UPDATE new_card SET about = NULL WHERE id = ?').run(id);
  }

  #read(where: string, ...values: string[]): NewCard[] {
    return this.#journal.database
      .prepare(`SELECT * FROM new_card ${where}`)
      .all(...values)
      .map((row) => {
        const card = rowSchema.parse(row);
        return { ...card, about: this.#aboutOf(card, row.about) };
      });
  }

  #aboutOf({ id, visit }: z.infer<typeof rowSchema>, box: unknown): About | null {
    if (visit === null || !(box instanceof Uint8Array)) return null;
    const text = this.#vault.open(visit, `newCard/${id}`, box);
    return text === undefined ? null : aboutSchema.parse(JSON.parse(text));
  }
}
