import { describe, expect, it } from 'vitest';
import { BANK_CALLS } from './calls.ts';
import { BANK_ERROR_CODES, BANK_ERROR_STATUS } from './errors.ts';
import { operationAction } from './operations.ts';

const calls = Object.entries(BANK_CALLS);

describe("the bank's calls", () => {
  it.each(calls)('%s: its path has the places its parameters fill', (_, { path, params }) => {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(params.shape).sort()).toEqual(places.sort());
  });

  it.each(calls)('%s: its input is parameters, body and key, and nothing besides', (_, call) => {
    const parts = [
      ...Object.keys(call.params.shape),
      ...Object.keys(call.body.shape),
      ...(call.keyed ? ['idempotencyKey'] : []),
    ];
    expect(Object.keys(call.input.shape).sort()).toEqual([...new Set(parts)].sort());
    expect(
      call.input.safeParse({ ...Object.fromEntries(parts.map((name) => [name, 0])), more: 1 }).success,
    ).toBe(false);
  });

  it.each(calls)('%s: a GET carries no body, a change carries a key it may clash on', (name, call) => {
    if (call.method === 'GET') expect(Object.keys(call.body.shape)).toEqual([]);
    const errors: readonly string[] = call.errors;
    expect(errors.includes('keyReused')).toBe(call.keyed);
    if (call.keyed) expect(operationAction.options).toContain(name);
  });

  it('every error has one status, a refusal, and some call that may answer it', () => {
    expect([...BANK_ERROR_CODES].sort()).toEqual(Object.keys(BANK_ERROR_STATUS).sort());
    const answered = new Set<string>(calls.flatMap(([, { errors }]) => [...errors]));
    expect(BANK_ERROR_CODES.filter((code) => !answered.has(code))).toEqual([]);
    for (const status of Object.values(BANK_ERROR_STATUS)) expect(status).toBeGreaterThanOrEqual(400);
  });

  it('a card number crosses in two questions alone, and in no change', () => {
    const carriers = calls.filter(([, { input }]) => 'pan' in input.shape).map(([name]) => name);
    expect(carriers).toEqual(['identifyCard', 'identifyBlank']);
  });
});
