/** An id nobody can guess: 128 bits of chance, hexadecimal. Works on a page without TLS, too, unlike `randomUUID`. */
export const newRecordId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
