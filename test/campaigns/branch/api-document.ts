import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Content = { readonly 'application/json'?: { readonly schema: object } };
type Answer = { readonly content?: Content; readonly $ref?: string };
type Operation = {
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
};
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Answer>> };
};

const FILE = new URL('../../../docs/branch-api.yaml', import.meta.url);

/** The branch's API as docs/branch-api.yaml tells it: what may be sent, and what may come back. */
export class ApiDocument {
  readonly #document = parse(readFileSync(FILE, 'utf8')) as Document;
  readonly #ajv: Ajv2020;
  readonly #known = new Map<object, ValidateFunction>();

  constructor() {
    this.#ajv = new Ajv2020({ strict: false });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'branch-api', components: this.#document.components });
  }

  /** What is wrong with a body that is about to be sent; undefined when nothing is. `operation`: `POST /v1/tickets`. */
  wrongRequest(operation: string, body: unknown): string | undefined {
    const schema = this.#operation(operation).requestBody?.content['application/json']?.schema;
    if (schema === undefined) return body === undefined ? undefined : `${operation} takes no content`;
    return this.#wrong(schema, body, operation);
  }

  /** What of an answer is not as the document says; undefined when all is. */
  wrongAnswer(operation: string, status: number, body: unknown): string | undefined {
    const { responses } = this.#operation(operation);
    const told = responses[String(status)] ?? responses.default;
    const name = told?.$ref?.split('/').at(-1);
    const answer = name === undefined ? told : this.#document.components.responses[name];
    const schema = answer?.content?.['application/json']?.schema;
    if (schema === undefined) return `${operation} ${status}: the document has no such answer`;
    return this.#wrong(schema, body, `${operation} ${status}`);
  }

  #operation(operation: string): Operation {
    const [method = '', path = ''] = operation.split(' ');
    const found = this.#document.paths[path]?.[method.toLowerCase()];
    if (!found) throw new Error(`the document has no ${operation}`);
    return found;
  }

  #wrong(schema: object, value: unknown, what: string): string | undefined {
    const known = this.#known.get(schema) ?? this.#ajv.compile(absolute(schema));
    this.#known.set(schema, known);
    if (known(value)) return undefined;
    const [first] = known.errors ?? [];
    return `${what} ${first?.instancePath ?? ''} ${first?.message ?? ''}`;
  }
}

/** References as the compiled document knows them. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"branch-api#/components'));
