import type { ReceiptPrinter, ReceiptPrinterStatus } from '#devices/receipt-printer/contract.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { newToken } from '../ids.ts';

/** Milliseconds between two questions: a printer that was switched off and on has forgotten to tell its changes. */
export const PRINTER_WATCH = { well: 15_000, amiss: 3_000 } as const;

/** Whether a receipt could be printed now. */
export const canPrint = ({ online, cover, cutter, paper }: ReceiptPrinterStatus): boolean =>
  online && cover === 'closed' && cutter === 'ok' && paper !== 'out' && paper !== 'jammed';

/** Asks the printer now and then how it is, besides hearing what it tells by itself. Returns how to stop. */
export function watchPrinter(
  printer: ReceiptPrinter,
  clock: Clock,
  tell: (well: boolean) => void,
): () => void {
  let stopped = false;
  let timer: TimerHandle | undefined;
  const ask = async () => {
    const answer = await printer.execute({ id: newToken(), name: 'status', input: {} });
    if (stopped) return;
    const well = answer.ok && canPrint(answer.value);
    if (answer.ok) tell(well);
    timer = clock.setTimeout(() => void ask(), well ? PRINTER_WATCH.well : PRINTER_WATCH.amiss);
  };
  timer = clock.setTimeout(() => void ask(), PRINTER_WATCH.well);
  return () => {
    stopped = true;
    if (timer !== undefined) clock.clearTimeout(timer);
  };
}
