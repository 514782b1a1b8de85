import type { TestedStep, TestPrompt, TestRun, TestStep } from '#contracts/supervisor/test-run.ts';
import { QUESTIONS } from '#contracts/supervisor/test-run.ts';
import type { DeviceKind } from '#devices/catalogue.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Unsubscribe } from '#foundation/listeners.ts';
import { newToken } from '../ids.ts';
import { type Came, PROMPT_SECONDS, type StepEnd, type TestBench } from './bench.ts';

type Drafted<T> = { -readonly [Name in keyof T]: T[Name] };
type Draft = Drafted<TestRun>;

/** The test of one device, as the catalogue of tests has it. */
export type DeviceTest = (device: DeviceKind, bench: TestBench) => Promise<void>;
/** One harmless question to a device. */
export type LoopRound = (device: DeviceKind) => Promise<StepEnd>;

type Told = {
  /** The run has changed: a page that shows it asks again. */
  readonly changed: () => void;
  /** A device has been tested to its end. */
  readonly tested: (run: string, device: DeviceKind, steps: readonly TestedStep[], by: string) => void;
};

/** Milliseconds between two rounds of a loop: what is asked is a device at rest, not a flood. */
export const LOOP_PAUSE = 250;

/** Tests of devices, one at a time; a run that is told to end tidies up first. */
export class TestRuns {
  readonly #clock: Clock;
  readonly #told: Told;
  #run: Draft | undefined;
  #stop: AbortController | undefined;

  #answer: ((yes: boolean) => void) | undefined;

  constructor(clock: Clock, told: Told) {
    this.#clock = clock;
    this.#told = told;
  }

  get busy(): boolean {
    return this.#stop !== undefined;
  }

  /** The run under way, or the last one. */
  get run(): TestRun | null {
    const run = this.#run;
    return run ? { ...run, steps: run.steps.map((step) => ({ ...step })) } : null;
  }

  /** Tests these devices one after the other; resolves when all is over and tidied up. Only one at a time. */
  async selfTest(
    devices: readonly DeviceKind[],
    by: string,
    signal: AbortSignal,
    test: DeviceTest,
  ): Promise<TestRun> {
    return this.#during('selfTest', signal, async (run, stop) => {
      for (const device of devices) {
        if (stop.signal.aborted) break;
        const from = run.steps.length;
        try {
          await test(device, this.#bench(run, device, stop));
        } finally {
          this.#told.tested(run.id, device, run.steps.slice(from), by);
        }
      }
      run.state = run.steps.some(({ result }) => result === 'fail') ? 'failed' : 'passed';
    });
  }

  /** Asks these devices again and again; resolves when the rounds or the time are over, or it was ended. */
  async loop(
    devices: readonly DeviceKind[],
    by: string,
    signal: AbortSignal,
    { hours, rounds }: { readonly hours?: number | undefined; readonly rounds?: number | undefined },
    ask: LoopRound,
  ): Promise<TestRun> {
    const milliseconds = hours === undefined ? undefined : hours * 3_600_000;
    const until = milliseconds === undefined ? null : Math.round(this.#clock.wall() + milliseconds);
    const end = milliseconds === undefined ? undefined : this.#clock.monotonic() + milliseconds;
    return this.#during('loop', signal, async (run, stop) => {
      const loop = { rounds: 0, passes: 0, faults: 0, until, most: rounds ?? null };
      run.loop = loop;
      run.steps = devices.map((device) => ({
        device,
        step: 'status',
        result: 'waiting',
        fault: null,
        deviceCode: null,
      }));
      const most = rounds ?? (end === undefined ? 1 : Number.POSITIVE_INFINITY);
      while (
        !stop.signal.aborted &&
        loop.rounds < most &&
        (end === undefined || this.#clock.monotonic() < end)
      ) {
        let well = true;
        for (const [place, device] of devices.entries()) {
          if (stop.signal.aborted) return;
          const answer = await ask(device);
          if (answer.result === 'fail') well = false;
          const step = run.steps[place];
          // A fault stays shown: one in a thousand rounds is what a loop is for.
          if (step && (answer.result === 'fail' || step.result !== 'fail'))
            Object.assign(step, ended(answer));
        }
        loop.rounds += 1;
        loop[well ? 'passes' : 'faults'] += 1;
        this.#told.changed();
        if (loop.rounds < most) await this.#pause(LOOP_PAUSE, stop.signal);
      }
      run.state = loop.faults > 0 ? 'failed' : 'passed';
      for (const [place, device] of devices.entries())
        this.#told.tested(run.id, device, run.steps.slice(place, place + 1), by);
    });
  }

  /** False: nothing is asked just now, or it is another run. */
  answer(run: string, yes: boolean): boolean {
    if (this.#run?.id !== run || !this.#answer) return false;
    this.#answer(yes);
    return true;
  }

  /** Tells the run to end; false when none is under way. */
  cancel(): boolean {
    this.#stop?.abort();
    return this.#stop !== undefined;
  }

  async #during(
    kind: TestRun['kind'],
    signal: AbortSignal,
    body: (run: Draft, stop: AbortController) => Promise<void>,
  ): Promise<TestRun> {
    const stop = new AbortController();
    const end = () => stop.abort();
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    const run: Draft = {
      id: newToken(),
      kind,
      state: 'running',
      startedAt: this.#clock.wall(),
      endedAt: null,
      steps: [],
      prompt: null,
      loop: null,
      left: null,
    };
    this.#run = run;
    this.#stop = stop;
    this.#told.changed();
    try {
      await body(run, stop);
    } finally {
      signal.removeEventListener('abort', end);
      if (stop.signal.aborted) run.state = 'cancelled';
      else if (run.state === 'running') run.state = 'failed';
      for (const step of run.steps)
        if (step.result === 'running' || step.result === 'waiting')
          Object.assign(step, { result: 'skipped' });
      run.prompt = null;
      run.endedAt = this.#clock.wall();
      this.#stop = undefined;
      this.#answer = undefined;
      this.#told.changed();
    }
    return { ...run };
  }

  #bench(run: Draft, device: DeviceKind, { signal }: AbortController): TestBench {
    return {
      clock: this.#clock,
      signal,
      step: async (name, body) => {
        if (signal.aborted) return false;
        const step: Drafted<TestedStep> = begun(device, name);
        run.steps = [...run.steps, step];
        this.#told.changed();
        const end = await body();
        Object.assign(step, ended(end));
        this.#told.changed();
        return end.result === 'pass';
      },
      prompt: (prompt, seconds, listen, { whateverEnds = false } = {}) =>
        this.#prompt(run, device, prompt, seconds, listen, whateverEnds ? undefined : signal),
      ask: async (prompt) => {
        let yes: boolean | null = null;
        await this.#prompt(
          run,
          device,
          prompt,
          PROMPT_SECONDS.act,
          (done) => {
            this.#answer = (given) => {
              yes = given;
              done();
            };
            return () => {
              this.#answer = undefined;
            };
          },
          signal,
        );
        return yes;
      },
      left: (where) => {
        run.left = where;
        this.#told.changed();
      },
    };
  }

  #prompt(
    run: Draft,
    device: DeviceKind,
    prompt: TestPrompt,
    seconds: number,
    listen: (done: () => void) => Unsubscribe,
    signal: AbortSignal | undefined,
  ): Promise<Came> {
    if (signal?.aborted) return Promise.resolve('ended');
    run.prompt = { device, prompt, seconds };
    return new Promise((resolve) => {
      let over = false;
      const end = (came: Came) => {
        if (over) return;
        over = true;
        this.#clock.clearTimeout(timer);
        signal?.removeEventListener('abort', ended);
        // Not before `listen` has given back how to stop it.
        queueMicrotask(() => stop());
        run.prompt = null;
        this.#told.changed();
        resolve(came);
      };
      const ended = () => end('ended');
      const timer = this.#clock.setTimeout(() => end('late'), seconds * 1_000);
      signal?.addEventListener('abort', ended);
      const stop = listen(() => end('came'));
      this.#told.changed();
    });
  }

  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        this.#clock.clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = this.#clock.setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
    });
  }
}

const begun = (device: DeviceKind, step: TestStep): TestedStep => ({
  device,
  step,
  result: 'running',
  fault: null,
  deviceCode: null,
});

const ended = (end: StepEnd): Pick<TestedStep, 'result' | 'fault' | 'deviceCode'> => ({
  result: end.result,
  fault: end.result === 'fail' ? end.fault : null,
  deviceCode: (end.result === 'fail' ? end.deviceCode?.slice(0, 40) : undefined) ?? null,
});

/** Whether a prompt is answered by somebody's yes or no. */
export const isQuestion = (prompt: TestPrompt): boolean => QUESTIONS.includes(prompt);
