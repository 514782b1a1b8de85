import { expect, it } from 'vitest';
import { memoryForTests } from '../test-support/memory.ts';
import { receiptUnfinished } from './unfinished-receipt.ts';

const asked = { kind: 'port.asked', facts: { port: 'printReceipt', call: 1 } };
const answered = (outcome: string) => ({
  kind: 'port.answered',
  facts: { port: 'printReceipt', call: 1, outcome },
});
const other = { kind: 'port.answered', facts: { port: 'documentPresence', call: 2, presence: 'absent' } };

it.each([
  ['no receipt', [other], false],
  ['one that was printed', [asked, answered('printed'), other], false],
  ['one that was certainly not printed', [asked, answered('notPrinted')], false],
  ['one whose end is unknown', [asked, answered('unknown'), other], true],
  ['one that the host did not live to see the end of', [asked, answered('printed'), asked, other], true],
  [
    'an unknown one and a printed one after it',
    [asked, answered('unknown'), asked, answered('printed')],
    false,
  ],
])('%s', (_, entries, unfinished) => {
  const { journal, database } = memoryForTests();
  for (const entry of entries) journal.append(entry);
  expect(receiptUnfinished(database)).toBe(unfinished);
});
