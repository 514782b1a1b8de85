import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BRANCH_CALLS } from '#branch/api/calls.ts';
import { startBranch } from '#branch/service.ts';
import { temporaryBranch } from '#branch/test-support/house.ts';
import { ManualClock } from '#foundation/clock.ts';
import { branchApiText, writtenBranchApi } from './branch-api.ts';

describe('docs/branch-api.yaml', () => {
  it('is current; else: node test/house/branch-api.ts', () => {
    expect(writtenBranchApi()).toBe(branchApiText());
  });

  it('has every call of the service and no other', async () => {
    const place = temporaryBranch();
    const routes: string[] = [];
    const service = await startBranch({
      port: 0,
      dataDir: place.dataDir,
      pagesDir: place.pagesDir,
      clock: new ManualClock(),
      practiceStaff: true,
      onRoute: (method, path) => routes.push(`${method} ${path}`),
    });
    if (!service.ok) throw new Error(service.error.code);
    await service.value.close();
    place.remove();
    const calls = routes.filter((route) => /^[A-Z]+ \/(.*\/)?(v1|api)\//.test(route));
    expect(calls.toSorted()).toEqual(BRANCH_CALLS.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it('names each call once, says who may, and refers to nothing that is not in it', () => {
    const ids = BRANCH_CALLS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const text = writtenBranchApi();
    const document = parse(text) as { components: { responses: Record<string, unknown> } };
    const named = [...text.matchAll(/\$ref: ["']?#\/components\/responses\/(\w+)/g)].map(([, name]) => name);
    expect(named.length).toBe(BRANCH_CALLS.length);
    for (const name of named) expect(document.components.responses).toHaveProperty(name ?? '');
  });

  it('describes each part once, under its name, and refers to all of them', () => {
    const text = writtenBranchApi();
    const { components } = parse(text) as { components: { schemas: Record<string, unknown> } };
    const named = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
    expect([...named].toSorted()).toEqual(Object.keys(components.schemas).toSorted());
    expect(text).not.toContain('$defs');
  });
});
