/** Expected failure is a value: every fallible operation answers with one of these, never with a thrown string. */
export type Result<T, E = CodedError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** The least an error says: a stable code. Words for people come from the string catalogue, never from here. */
export type CodedError<Code extends string = string> = {
  readonly code: Code;
  /** For technicians: no personal data, no card or document content. */
  readonly detail?: string;
};

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** The branch a switch must never reach; the compiler proves it, the throw is for data that lied to the compiler. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable value: ${typeof value}`);
}
