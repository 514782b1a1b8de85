import type { HostReport } from '#contracts/launch/host-options.ts';

/** What of this process the line to the launcher needs; `send` is there when the launcher started us. */
export type OwnProcess = {
  readonly send?: ((message: unknown, done: () => void) => unknown) | undefined;
  on(event: 'disconnect' | 'SIGINT' | 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
};

/** The line to the launcher that started this process: reports go up, the wish to end comes down. */
export class LauncherLine {
  readonly #process: OwnProcess;
  readonly #say: (text: string) => void;

  /** `say`: to whoever watches standard error, for what nobody else would tell them. */
  constructor(own: OwnProcess, say: (text: string) => void) {
    this.#process = own;
    this.#say = say;
  }

  /** Settles when the report is on its way. The launcher says why something failed; without one it is said here. */
  report(message: HostReport): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#process.send) this.#process.send(message, () => resolve());
    else {
      if (message.type === 'failed') this.#say(message.message);
      resolve();
    }
    return promise;
  }

  /** The launcher lets go of the line, is gone, or sends a signal. */
  onEnd(end: () => void): void {
    for (const event of ['disconnect', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const) this.#process.on(event, end);
  }
}
