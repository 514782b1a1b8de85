import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { branchApi } from '#branch/api/document.ts';
import { CLONE } from './repository.ts';

const FILE = join(CLONE, 'docs', 'branch-api.yaml');

export const writtenBranchApi = (): string => readFileSync(FILE, 'utf8');

/** The document as its file must hold it. */
export const branchApiText = (): string =>
  stringify(branchApi(), { lineWidth: 120, aliasDuplicateObjects: false });

// node test/house/branch-api.ts, after a call or a schema of the branch service changed.
if (import.meta.main) writeFileSync(FILE, branchApiText());
