import { expect, it } from 'vitest';
import { memoryForTests } from '../test-support/memory.ts';
import { documentMayLie } from './lying-document.ts';

const found = { kind: 'input', facts: { event: 'document.found' } };
const read = (facts: Readonly<Record<string, string | boolean | null>>) => ({
  kind: 'port.answered',
  facts: { port: 'readDocument', call: 1, ...facts },
});
const wasRead = read({ ok: true, documentType: 'residentIdCard' });
const spoilt = read({ ok: false, code: 'device', condition: 'unreadable' });
const silent = read({ ok: false, code: 'device', condition: null });
const presence = (what: 'present' | 'absent' | 'unknown') => ({
  kind: 'port.answered',
  facts: { port: 'documentPresence', call: 2, presence: what },
});
const other = { kind: 'port.answered', facts: { port: 'endVisit', call: 3 } };

it.each([
  ['nothing was ever read', [other], false],
  ['one was read', [found, wasRead, other], true],
  ['one could not be read', [spoilt, other], true],
  ['one was found and the reader lost', [found, silent], true],
  ['the reader failed while nobody was served', [silent], false],
  ['the reader failed in somebody’s visit', [{ ...silent, visit: 'v' }], true],
  ['one was read and seen to be gone', [wasRead, presence('present'), presence('absent'), other], false],
  ['one was read and the reader could not be asked', [wasRead, presence('unknown'), other], true],
  ['another was read after the first had gone', [wasRead, presence('absent'), wasRead], true],
])('%s', (_, entries, mayLie) => {
  const { journal, database } = memoryForTests();
  for (const entry of entries) journal.append(entry);
  expect(documentMayLie(database)).toBe(mayLie);
});
