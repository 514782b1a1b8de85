import pg from 'pg';

/** What Node and the driver say when a database cannot be reached or the line to it breaks. */
const LINE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The driver says these in words only. */
const LINE_WORDS =
  /^(Connection terminated|timeout exceeded|Client has encountered a connection error|Query read timeout|Cannot use a pool)/;

const codeOf = (failure: unknown): string | undefined =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : undefined;

/** Whether a failure is the engine's and not a fault of ours: the caller may try the same request again later. */
export function isStoreFailure(failure: unknown): boolean {
  const code = codeOf(failure);
  if (code === 'ERR_SQLITE_ERROR' || code === 'ERR_INVALID_STATE') return true;
  if (failure instanceof pg.DatabaseError) return true;
  if (code !== undefined && LINE_CODES.has(code)) return true;
  return failure instanceof Error && LINE_WORDS.test(failure.message);
}

/**
 * PostgreSQL's word that this transaction lost against another one and may be run again: serialization failure,
 * deadlock, a row that somebody else inserted at the same moment, or a plan that somebody's migration made stale
 * (Appendix A of its manual, classes 23, 40 and 0A).
 */
export function lostAgainstAnother(failure: unknown): boolean {
  return (
    failure instanceof pg.DatabaseError && ['40001', '40P01', '23505', '0A000'].includes(failure.code ?? '')
  );
}

/** PostgreSQL's five letters, SQLite's number, Node's name of the fault; never a message, which may quote a value. */
export function storeCode(failure: unknown): string {
  if (failure instanceof pg.DatabaseError) return `PostgreSQL ${failure.code ?? 'unknown'}`;
  if (failure instanceof Error && 'errcode' in failure) return `SQLite ${String(failure.errcode)}`;
  return codeOf(failure) ?? (failure instanceof Error ? failure.name : 'unknown');
}
