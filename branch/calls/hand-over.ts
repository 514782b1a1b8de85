import { randomUUID } from 'node:crypto';
import { type HandOver, handOverSchema } from '#contracts/branch/call.ts';
import type { CallCase } from '#contracts/branch/teller.ts';
import type { Writing } from '../store/store.ts';
import type { CallRow } from './records.ts';
import type { CallHouse } from './writing.ts';

const MOST_NOTES = 20;

/** What is handed over of somebody nothing is known of, or of whom nothing can be opened any more. */
const NOTHING: HandOver = {
  customer: null,
  cardLast4: null,
  elder: false,
  done: [],
  failed: [],
  devices: [],
  papers: [],
};

export function handOverOf({ seal }: CallHouse, { id, hand_over }: CallRow): HandOver {
  const text = hand_over === null ? undefined : seal.open('call', `handOver ${id}`, hand_over);
  return text?.ok ? handOverSchema.parse(JSON.parse(text.value)) : NOTHING;
}

export type NoteKind = 'transfer' | 'wrapUp';

/** Inside a writing: what a teller writes about a call, for the next one or for the branch. */
export async function addNote(
  { db }: Writing,
  { seal }: CallHouse,
  note: {
    readonly call: string;
    readonly staff: string;
    readonly kind: NoteKind;
    readonly at: number;
    readonly text: string;
  },
): Promise<void> {
  if (note.text === '') return;
  const id = randomUUID();
  const { text, ...rest } = note;
  await db
    .insertInto('call_notes')
    .values({ ...rest, id, sealed: seal.seal('call', `note ${id}`, text) })
    .execute();
}

/** What tellers before wrote for the next one, oldest first. */
export async function notesOf(
  { store, seal }: CallHouse,
  call: string,
  nameOf: (staff: string) => string,
): Promise<CallCase['notes']> {
  const rows = await store.db
    .selectFrom('call_notes')
    .selectAll()
    .where('call', '=', call)
    .where('kind', '=', 'transfer')
    .orderBy('at', 'desc')
    .limit(MOST_NOTES)
    .execute();
  return rows.toReversed().flatMap((row) => {
    const note = seal.open('call', `note ${row.id}`, row.sealed);
    const at = new Date(Number(row.at)).toISOString();
    return note.ok ? [{ staff: nameOf(row.staff), at, note: note.value }] : [];
  });
}
