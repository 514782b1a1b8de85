import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { CLONE } from '../bootstrap/clone.mjs';
import { type FinishedFile, tallyOf } from './tally.ts';

/** Names the file a run's tally is written to. */
export const TALLY_VARIABLE = 'VESTIBULE_TEST_TALLY';

/** Vitest's reporter of the closing line's numbers; the words are the default reporter's. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[], reason: string): void {
    const file = process.env[TALLY_VARIABLE];
    if (!file) return;
    const tally = tallyOf(modules.map(finished), unhandled.length, reason !== 'passed');
    writeFileSync(file, JSON.stringify(tally));
  }
}

function finished(module: TestModule): FinishedFile {
  const groups = [...module.children.allSuites()];
  return {
    path: relative(CLONE, module.moduleId),
    states: [...module.children.allTests()].map((test) => test.result().state),
    errors: module.errors().length + groups.reduce((total, group) => total + group.errors().length, 0),
  };
}
