import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANK_CALLS } from '#contracts/bank/calls.ts';
import { BANK_ERROR_CODES, BANK_ERROR_STATUS, bankErrorReply } from '#contracts/bank/errors.ts';
import { gb11643Check, luhnCheck } from './check-digits.ts';
import { CALL_NAMES, contract, type Documented, documented } from './openapi-contract.ts';

describe('the document and the table of calls', () => {
  it('name the same calls', () => {
    expect([...contract.calls.keys()].sort()).toEqual([...CALL_NAMES].sort());
  });

  it.each(CALL_NAMES)('agree on %s', (name) => {
    const row = BANK_CALLS[name];
    const call = documented(name);
    expect([call.method, call.path]).toEqual([row.method, row.path]);
    expect(call.parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(
      Object.keys(row.params.shape),
    );
    expect(call.parameters.filter((one) => one.in === 'header').map((one) => one.name)).toEqual(
      row.keyed ? ['Idempotency-Key'] : [],
    );
    expect(call.request !== undefined).toBe(row.method === 'POST');
    const statuses = new Set<number>([200, ...row.errors.map((code) => BANK_ERROR_STATUS[code])]);
    expect([...call.responses.keys()].sort()).toEqual([...statuses].sort());
    for (const [status, response] of call.responses) {
      if (status === 200) continue;
      const allowed = BANK_ERROR_CODES.filter((code) =>
        response.matches({
          error: { code, message: '', ...(code === 'tooSoon' ? { retryAfterSeconds: 1 } : {}) },
        }),
      );
      expect([status, allowed]).toEqual([
        status,
        row.errors.filter((code) => BANK_ERROR_STATUS[code] === status).sort(inOrder),
      ]);
    }
  });

  it('have one status for every error code', () => {
    expect(Object.keys(BANK_ERROR_STATUS).sort()).toEqual([...BANK_ERROR_CODES].sort());
    const used = new Set(CALL_NAMES.flatMap((name) => BANK_CALLS[name].errors));
    expect([...used].sort()).toEqual([...BANK_ERROR_CODES].sort());
  });
});

const inOrder = (a: (typeof BANK_ERROR_CODES)[number], b: (typeof BANK_ERROR_CODES)[number]) =>
  BANK_ERROR_CODES.indexOf(a) - BANK_ERROR_CODES.indexOf(b);

describe('every schema of the document', () => {
  const walk = (schema: unknown, where: string, found: [string, Record<string, unknown>][]): typeof found => {
    if (typeof schema !== 'object' || schema === null) return found;
    if ('type' in schema && typeof schema.type === 'string') found.push([where, { ...schema }]);
    for (const [name, inner] of Object.entries(schema))
      if (name !== 'examples') walk(inner, `${where}/${name}`, found);
    return found;
  };
  const typed = walk(contract.schemas, '', []);

  it('is bounded', () => {
    expect(typed.length).toBeGreaterThan(60);
    for (const [where, schema] of typed) {
      if (schema.type === 'object')
        expect([where, schema.additionalProperties, Array.isArray(schema.required)]).toEqual([
          where,
          false,
          true,
        ]);
      if (schema.type === 'array') expect([where, typeof schema.maxItems]).toEqual([where, 'number']);
      if (schema.type === 'integer')
        expect([where, typeof schema.minimum, typeof schema.maximum]).toEqual([where, 'number', 'number']);
      if (schema.type === 'string')
        expect([where, 'maxLength' in schema || 'enum' in schema || 'const' in schema]).toEqual([
          where,
          true,
        ]);
    }
  });

  it('is used', () => {
    for (const name of Object.keys(contract.schemas))
      expect([name, contract.text.includes(`'#/components/schemas/${name}'`)]).toEqual([name, true]);
  });

  it('has examples that fit it', () => {
    for (const name of CALL_NAMES) {
      const { request, responses, parameters } = documented(name);
      for (const one of parameters) expect([one.name, one.matches(one.example)]).toEqual([one.name, true]);
      for (const media of [...responses.values(), ...(request ? [request] : [])]) {
        expect(Object.keys(media.examples).length).toBeGreaterThan(0);
        for (const [key, { value }] of Object.entries(media.examples))
          expect([name, key, media.matches(value)]).toEqual([name, key, true]);
      }
    }
  });

  it('has examples of nobody', () => {
    for (const [number] of contract.text.matchAll(/\b[0-9]{17}[0-9X]\b/g)) {
      expect(number.slice(0, 6)).toBe('799999');
      expect(number[17]).toBe(gb11643Check(number.slice(0, 17)));
    }
    for (const [, pan = ''] of contract.text.matchAll(/pan: '([0-9]+)'/g)) {
      expect(pan).toMatch(/^999999/);
      expect(pan.at(-1)).toBe(luhnCheck(pan.slice(0, -1)));
    }
    for (const [phone] of contract.text.matchAll(/\b1[3-9][0-9]{9}\b/g)) expect(phone).toMatch(/^142/);
  });
});

describe('the document and the schemas that the code checks by', () => {
  /** Values that are each at the edge of one rule or another. */
  const odd = fc.constantFrom<unknown>(
    null,
    true,
    0,
    1,
    9,
    10,
    29,
    30,
    3600,
    3601,
    1.5,
    -1,
    '',
    'x',
    'x'.repeat(40),
    'x'.repeat(41),
    'x'.repeat(60),
    'x'.repeat(61),
    '𡐓'.repeat(40),
    '𡐓'.repeat(41),
    '𡐓'.repeat(60),
    '𡐓'.repeat(61),
    'x'.repeat(64),
    'x'.repeat(65),
    'x'.repeat(200),
    'x'.repeat(201),
    '0018',
    '00189',
    '14200000001',
    '12200000001',
    '142****0001',
    '142***00001',
    '123456',
    '12345a',
    'done',
    'refused',
    'lost',
    'right',
    'ok',
    '799999199001010019',
    '79999919900101001x',
    'DNK999990010112',
    'dnk999990010112',
    '9999990000000000014',
    '99999900000',
    '2026-11-22T02:00:00.000Z',
    '2026-11-22T02:00:00Z',
    '2026-11-22T02:00:00+08:00',
    '2026-11-22',
    '2026-13-22T02:00:00Z',
    'C000001',
    'c000001',
    [],
    {},
    [null],
    { zh: 'x', en: 'y' },
    { masked: '142****0001', last4: '0001' },
  );

  /** The same value with one thing changed somewhere inside. */
  const changed = (value: unknown): fc.Arbitrary<unknown> => {
    if (Array.isArray(value) && value.length > 0)
      return fc.oneof(
        odd,
        fc.nat(value.length - 1).chain((at) => changed(value[at]).map((one) => value.with(at, one))),
        fc.constant(Array.from({ length: 51 }, () => value[0])),
      );
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      const entries = Object.entries(value);
      return fc.oneof(
        { weight: 1, arbitrary: odd },
        { weight: 1, arbitrary: fc.constant({ ...value, more: 1 }) },
        {
          weight: 2,
          arbitrary: fc
            .constantFrom(...entries)
            .map(([gone]) => Object.fromEntries(entries.filter(([name]) => name !== gone))),
        },
        {
          weight: 6,
          arbitrary: fc
            .constantFrom(...entries)
            .chain(([name, inner]) => changed(inner).map((one) => ({ ...value, [name]: one }))),
        },
      );
    }
    return odd;
  };

  const agree = (media: Documented['request'], accepts: (value: unknown) => boolean) => {
    if (!media) return;
    const examples = Object.values(media.examples).map(({ value }) => value);
    for (const value of examples) expect(accepts(value)).toBe(true);
    fc.assert(
      fc.property(fc.constantFrom(...examples).chain(changed), (value) => {
        expect(accepts(value)).toBe(media.matches(value));
      }),
      { numRuns: 1_000 },
    );
  };

  it.each(CALL_NAMES)('allow the same in %s', (name) => {
    const { body, reply } = BANK_CALLS[name];
    const { request, responses } = documented(name);
    agree(request, (value) => body.safeParse(value).success);
    agree(responses.get(200), (value) => reply.safeParse(value).success);
    for (const [status, media] of responses)
      if (status !== 200)
        for (const { value } of Object.values(media.examples))
          expect(bankErrorReply.safeParse(value).success).toBe(true);
  });
});
