import { execFile, spawn } from 'node:child_process';
import type { Language } from '#contracts/language.ts';

/** The program that speaks, where it is installed beside the branch service. */
const PROGRAM = 'espeak-ng';

/** Its voices by language: Mandarin is `cmn` to it. */
const VOICES: Readonly<Record<Language, string>> = { 'zh-CN': 'cmn', en: 'en' };

/** Words a minute; slower than it speaks by itself, for a hall. */
const PACE = '135';

/** One sentence takes it some ten milliseconds; whatever takes longer hangs. */
const DEADLINE = 5_000;

/** Bytes of the longest call as sound: about ten seconds. */
const LONGEST = 1_000_000;

/** Calls kept as sound, so that several boards ask for the same one once. */
const KEPT = 64;

/** Sentences that are spoken at the same time. */
const AT_ONCE = 2;

/** Speaks calls as WAV. Nothing but sentences of our own making reaches the program, as one argument, never a shell. */
export class Speech {
  readonly #program: string;
  readonly #kept = new Map<string, Promise<Buffer | undefined>>();
  #speaking = 0;
  readonly #queue: (() => void)[] = [];

  private constructor(program: string) {
    this.#program = program;
  }

  /** Undefined where the program is not installed: then boards sound a chime. */
  static async find(program = PROGRAM): Promise<Speech | undefined> {
    const answers = await new Promise<boolean>((resolve) => {
      execFile(program, ['--version'], { timeout: DEADLINE }, (failure) => resolve(failure === null));
    });
    return answers ? new Speech(program) : undefined;
  }

  /** The sentence as WAV; undefined when the program failed, which is not tried again for this sentence. */
  say(sentence: string, language: Language): Promise<Buffer | undefined> {
    const key = `${language} ${sentence}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const spoken = this.#inTurn(() => this.#speak(sentence, language));
    this.#kept.set(key, spoken);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return spoken;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#speaking >= AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#speaking++;
    try {
      return await work();
    } finally {
      this.#speaking--;
      this.#queue.shift()?.();
    }
  }

  #speak(sentence: string, language: Language): Promise<Buffer | undefined> {
    return new Promise((resolve) => {
      const child = spawn(this.#program, ['-v', VOICES[language], '-s', PACE, '--stdout', '--', sentence], {
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: DEADLINE,
      });
      const chunks: Buffer[] = [];
      let bytes = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > LONGEST) child.kill();
        else chunks.push(chunk);
      });
      child.on('error', () => resolve(undefined));
      child.on('close', (code) => resolve(code === 0 && bytes > 44 ? Buffer.concat(chunks) : undefined));
    });
  }
}

/** A call for the ear: the number sign by sign, so that nobody hears "seven" where "zero zero seven" is printed. */
export function callSentence(label: string, counter: string, language: Language): string {
  const signs = [...label].join(' ');
  return language === 'zh-CN'
    ? `请 ${signs} 号 到 ${counter} 号窗口`
    : `Number ${signs}, counter ${counter}, please`;
}
