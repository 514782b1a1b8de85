import type { Writing } from '../store/store.ts';

/**
 * The member of staff who decides, and the branch he decides for. `inCall`: a teller, who decides what the terminal of the
 * call he has in hand asks about the customer who is in it, whichever branch of his region it stands in.
 */
export type Approver = {
  readonly staff: string;
  readonly branch: string;
  readonly inCall?: true;
  /** The terminal at whose screen he decides, which shows no pictures. */
  readonly at?: string;
};

/** Which questions somebody may decide at this moment. */
export type Scope = {
  readonly branch: string;
  readonly of: { readonly terminal: string; readonly visit: string; readonly call: string } | null;
};

/** Undefined: none, because he has no call in hand in which the two see, hear or read each other. */
export async function scopeOf(
  db: Pick<Writing['db'], 'selectFrom'>,
  { staff, branch, inCall }: Approver,
): Promise<Scope | undefined> {
  if (!inCall) return { branch, of: null };
  const row = await db
    .selectFrom('calls')
    .select(['branch', 'terminal', 'visit', 'reference'])
    .where('staff', '=', staff)
    .where('state', '=', 'live')
    .executeTakeFirst();
  if (!row) return undefined;
  const { terminal, visit, reference } = row;
  return { branch: row.branch, of: { terminal, visit, call: reference } };
}

/** Whether a question is one of them. */
export const isWithin = (
  row: { readonly branch: string; readonly terminal: string; readonly visit: string },
  { branch, of }: Scope,
): boolean =>
  row.branch === branch && (of === null || (row.terminal === of.terminal && row.visit === of.visit));
