import type { FaultCode } from '#contracts/supervisor/fault-code.ts';
import type { TestPrompt, TestStep } from '#contracts/supervisor/test-run.ts';
import type { DeviceError } from '#devices/device.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Unsubscribe } from '#foundation/listeners.ts';
import type { CabinetStation } from '../cabinet/cabinet.ts';
import { faultCodeOf } from './fault-code.ts';

/** Seconds somebody has for what he is asked to do; and for taking a card back, also when all is being ended. */
export const PROMPT_SECONDS = { act: 60, takeBack: 15 } as const;

/** How one step of a test ended. */
export type StepEnd =
  | { readonly result: 'pass' | 'skipped' }
  | { readonly result: 'fail'; readonly fault: FaultCode; readonly deviceCode?: string | undefined };

export const PASS: StepEnd = { result: 'pass' };
export const SKIPPED: StepEnd = { result: 'skipped' };
export const failed = (fault: FaultCode): StepEnd => ({ result: 'fail', fault });
export const failedBy = (error: DeviceError): StepEnd =>
  error.code === 'cancelled'
    ? SKIPPED
    : { result: 'fail', fault: faultCodeOf(error), deviceCode: error.deviceCode };

/** What became of a wait. */
export type Came = 'came' | 'late' | 'ended';

/** What the test of a device works with. */
export type TestBench = {
  readonly clock: Clock;
  /** Aborted when the test is to end. */
  readonly signal: AbortSignal;
  /** Runs one step and writes down how it ended; `false` when the steps after it make no sense. */
  step(step: TestStep, body: () => Promise<StepEnd>): Promise<boolean>;
  /** Asks somebody to do something, and waits until `listen` hears that it was done. */
  prompt(
    prompt: TestPrompt,
    seconds: number,
    listen: (done: () => void) => Unsubscribe,
    options?: { readonly whateverEnds?: boolean },
  ): Promise<Came>;
  /** Asks a question; `null`: nobody answered, or the test is to end. */
  ask(prompt: TestPrompt): Promise<boolean | null>;
  /** A card is where it cannot be got. */
  left(where: 'cardInReader' | 'cardInDispenser'): void;
};

/** Whether the device is there and has said who it is. */
export function identified(station: CabinetStation): StepEnd {
  const { identity, error, lifecycle, device } = station.state();
  if (identity && (lifecycle === 'ready' || lifecycle === 'busy') && device !== 'hardwareError') return PASS;
  return error ? failedBy(error) : failed('deviceSilent');
}
