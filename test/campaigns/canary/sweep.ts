import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Trace, tracesOf } from './encodings.ts';
import { isDatabase, rowsOf } from './rows.ts';

/** One text that must not be found, by what it is. */
export type Canary = { readonly what: string; readonly text: string };

export type Finding = { readonly what: string; readonly encoding: string; readonly where: string };

/** Looks for every canary in every encoding. */
export class Sweep {
  readonly #traces: readonly (Trace & { readonly what: string })[];

  constructor(canaries: readonly Canary[]) {
    this.#traces = canaries.flatMap(({ what, text }) => tracesOf(text).map((trace) => ({ ...trace, what })));
  }

  /** How many ways of lying somewhere are looked for. */
  get size(): number {
    return this.#traces.length;
  }

  bytes(bytes: Buffer, where: string): Finding[] {
    const latin1 = bytes.toString('latin1');
    return this.#traces
      .filter((trace) => trace.in(bytes, latin1))
      .map(({ what, encoding }) => ({ what, encoding, where }));
  }

  text(text: string, where: string): Finding[] {
    return this.bytes(Buffer.from(text), where);
  }

  /** Every file under the folder except under one of `without`: its bytes as they lie there, and databases row by row. */
  folder(folder: string, without: readonly string[] = []): Finding[] {
    const left = (file: string) => without.some((name) => file.startsWith(join(folder, name) + sep));
    return filesOf(folder)
      .filter((file) => !left(file))
      .flatMap((file) => [
        ...this.bytes(readFileSync(file), relative(folder, file)),
        ...(isDatabase(file) ? this.bytes(rowsOf(file), `rows of ${relative(folder, file)}`) : []),
      ]);
  }

  /** Shows that the sweep is not blind: every trace is found in bytes that hold it. Answers with those that are not. */
  blindTo(): Finding[] {
    return this.#traces
      .filter((trace) => {
        const bytes = Buffer.concat([Buffer.from('before '), trace.example, Buffer.from(' after')]);
        return !trace.in(bytes, bytes.toString('latin1'));
      })
      .map(({ what, encoding }) => ({ what, encoding, where: 'control' }));
  }
}

/** Sockets and pipes hold nothing. */
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
