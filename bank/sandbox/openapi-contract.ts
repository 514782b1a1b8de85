import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import { BANK_CALLS, type BankCallName } from '#contracts/bank/calls.ts';

/** The parts of an OpenAPI document that the tests go by; whatever does not fit here is no document of ours. */
const reference = z.object({ $ref: z.string() }).strict();
const media = z.object({
  schema: z.looseObject({}),
  examples: z.record(z.string(), z.strictObject({ value: z.json() })),
});
const content = z.strictObject({ 'application/json': media });
const parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'header']),
  required: z.literal(true),
  schema: z.looseObject({}),
  example: z.string(),
});
const response = z.strictObject({ description: z.string(), content });
const operation = z.strictObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  parameters: z.array(z.union([reference, parameter])).default([]),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(z.string(), z.union([reference, response])),
});
const document = z.looseObject({
  openapi: z.literal('3.1.0'),
  security: z.tuple([z.strictObject({ terminal: z.tuple([]) })]),
  paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post']), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), z.looseObject({})),
    parameters: z.record(z.string(), parameter),
    responses: z.record(z.string(), response),
  }),
});

const isReference = (value: object): value is z.infer<typeof reference> => '$ref' in value;

type Media = z.infer<typeof media> & { readonly matches: (value: unknown) => boolean };

/** One call as the document has it, references followed, every schema compiled. */
export type Documented = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters: readonly (z.infer<typeof parameter> & {
    readonly matches: (value: unknown) => boolean;
  })[];
  readonly request: Media | undefined;
  readonly responses: ReadonlyMap<number, Media>;
};

/** Reads `docs/bank-api.yaml`. Throws on anything that is not as described above: tests only. */
function readContract() {
  const text = readFileSync(new URL('../../docs/bank-api.yaml', import.meta.url), 'utf8');
  const raw: unknown = parse(text);
  const read = document.parse(raw);
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addVocabulary(['components']);
  ajv.addSchema({ $id: 'bank-api', components: read.components });

  const compiled = (schema: object): ((value: unknown) => boolean) => {
    const validate: ValidateFunction = ajv.compile(absolute(schema));
    return (value) => validate(value) === true;
  };
  const withMatch = (value: z.infer<typeof content>): Media => {
    const own = value['application/json'];
    return { ...own, matches: compiled(own.schema) };
  };
  const resolve = <T extends object>(kind: Record<string, T>, value: z.infer<typeof reference> | T): T => {
    if (!isReference(value)) return value;
    const found = kind[value.$ref.split('/').at(-1) ?? ''];
    if (!found) throw new Error(`nothing at ${value.$ref}`);
    return found;
  };

  const calls = new Map<string, Documented>();
  for (const [path, methods] of Object.entries(read.paths))
    for (const [method, call] of Object.entries(methods)) {
      calls.set(call.operationId, {
        method: method === 'get' ? 'GET' : 'POST',
        path,
        parameters: call.parameters
          .map((one) => resolve(read.components.parameters, one))
          .map((one) => ({ ...one, matches: compiled(one.schema) })),
        request: call.requestBody && withMatch(call.requestBody.content),
        responses: new Map(
          Object.entries(call.responses).map(([status, one]) => [
            Number(status),
            withMatch(resolve(read.components.responses, one).content),
          ]),
        ),
      });
    }
  return { calls, schemas: read.components.schemas, text };
}

/** References as the compiled document knows them. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"bank-api#/components'));
}

export const contract = readContract();

export const CALL_NAMES = Object.keys(BANK_CALLS) as BankCallName[];

export function documented(name: BankCallName): Documented {
  const call = contract.calls.get(name);
  if (!call) throw new Error(`${name} is not in the document`);
  return call;
}
