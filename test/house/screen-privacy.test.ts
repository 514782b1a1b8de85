import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { personal, pub, secret } from '#contracts/privacy.ts';
import { SCREEN_KINDS, screenSchema } from '#contracts/screen/screen.ts';
import { EXAMPLES, exampleScreen } from '#renderer/gallery/examples.ts';
import { fieldsOf, partOf, valuesIn } from './screen-fields.ts';

const fields = fieldsOf(screenSchema);
const undeclared = (schema: z.ZodType): string[] =>
  fieldsOf(schema)
    .filter(({ privacy }) => privacy === null)
    .map(({ path }) => path);

describe('every field of a screen says who may see it', () => {
  it('all of them, of every kind', () => {
    expect(undeclared(screenSchema)).toEqual([]);
    for (const kind of SCREEN_KINDS)
      expect(fields.some(({ path }) => path.startsWith(`body<${kind}>`))).toBe(true);
    expect(fields.length).toBeGreaterThan(80);
  });

  it.each([
    ['a bare field', z.strictObject({ a: pub(z.string()), b: z.string() }), 'b'],
    ['one in a list', z.strictObject({ a: z.array(z.strictObject({ b: z.int() })) }), 'a[].b'],
    [
      'one that may be left out',
      z.strictObject({ a: z.strictObject({ b: z.string().optional() }).nullable() }),
      'a.b',
    ],
    [
      'one of a kind of many',
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: pub(z.literal('x')), a: secret(z.string()) }),
        z.strictObject({ kind: pub(z.literal('y')), a: z.string() }),
      ]),
      '<y>.a',
    ],
    ['a shape nobody thought of', z.strictObject({ a: z.record(z.string(), pub(z.string())) }), 'a'],
  ])('%s without a word about it is found', (_, schema, path) => {
    expect(undeclared(schema)).toEqual([path]);
  });

  it('what was declared for one field is not declared for its like', () => {
    const digits = z.string().max(4);
    const schema = z.strictObject({ a: personal(digits), b: digits });
    expect(undeclared(schema)).toEqual(['b']);
  });
});

/** Names that only ever mean somebody, or only his own eyes. */
const NEVER_PUBLIC = /(^|\.)(customerName|last4|product|oldPhone|newPhone|sentTo|entered|spoken)$/;

describe('what follows from it', () => {
  it('nothing that names somebody is public', () => {
    const wrong = fields.filter(({ path, privacy }) => NEVER_PUBLIC.test(path) && privacy === 'public');
    expect(wrong).toEqual([]);
    expect(fields.filter(({ path }) => NEVER_PUBLIC.test(path)).length).toBeGreaterThan(12);
  });

  it('the code that is being typed is for the customer’s own eyes', () => {
    expect(fields).toContainEqual({ path: 'body<enterCode>.entered', privacy: 'secret' });
  });

  it.each(EXAMPLES.map((example) => [example.name, example] as const))(
    'of the screen %s a trace would have nothing that is somebody’s',
    (_, example) => {
      const screen = exampleScreen(example, { language: 'en', textSize: 'normal', contrast: 'normal' });
      const open = JSON.stringify(partOf(screenSchema, screen, new Set(['public'])));
      const closed = valuesIn({
        ...Object(partOf(screenSchema, screen, new Set(['personal', 'secret']))),
        spoken: '',
      });
      expect(open).toContain(`"kind":"${screen.body.kind}"`);
      // Words of a list the product itself has say nothing; names, numbers and what was typed do.
      const telling = closed.filter((value) => /\d{4}|[\u4e00-\u9fff]{2}|[A-Z]{4}|\*/.test(value));
      expect(telling.filter((value) => open.includes(value))).toEqual([]);
    },
  );

  it('and a helper sees what is personal, never what is secret', () => {
    const typing = EXAMPLES.filter(({ body }) => body.kind === 'enterCode' && body.entered.length > 3);
    expect(typing.length).toBeGreaterThan(0);
    for (const example of typing) {
      const screen = exampleScreen(example, { language: 'en', textSize: 'normal', contrast: 'normal' });
      const code = screen.body.kind === 'enterCode' ? screen.body.entered : '';
      const helper = JSON.stringify(partOf(screenSchema, screen, new Set(['public', 'personal'])));
      expect(helper).toContain(screen.frame.customerName ?? 'somebody');
      expect(helper).not.toContain(`"${code}"`);
      expect(screen.spoken).not.toContain(code);
    }
  });
});
