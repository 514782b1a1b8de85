import type {
  ReceiptDocument,
  ReceiptPrinter,
  ReceiptPrinterStatus,
} from '#devices/receipt-printer/contract.ts';
import type { CabinetStation } from '../../cabinet/cabinet.ts';
import { newToken } from '../../ids.ts';
import { failed, failedBy, identified, PASS, SKIPPED, type StepEnd, type TestBench } from '../bench.ts';

/** What keeps a printer from printing, an open cover before the paper it hides. */
export function printerEnd({ cover, paper, cutter, online }: ReceiptPrinterStatus): StepEnd {
  if (cover === 'open') return failed('coverOpen');
  if (paper === 'out') return failed('paperOut');
  if (paper === 'jammed') return failed('cutterError');
  if (cutter === 'error') return failed('cutterError');
  return online ? PASS : failed('hardwareError');
}

/** Both languages, figures of every width, a rule and a code: what is missing is seen. */
const strip = (terminal: string, at: string): ReceiptDocument => ({
  parts: [
    { type: 'text', text: '测试 TEST', align: 'centre', size: 'large', bold: true },
    { type: 'rule' },
    { type: 'pair', label: '终端 Terminal', value: terminal },
    { type: 'pair', label: '时间 Time', value: at },
    { type: 'text', text: '0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
    { type: 'text', text: '本条仅供检测, 无任何效力' },
    { type: 'text', text: 'A test only. It proves nothing.' },
    { type: 'qr', data: `TEST ${terminal}` },
    { type: 'feed', lines: 2 },
  ],
});

/** Identify, status, then a strip that must be on paper: the printer confirms it, and somebody sees it. */
export async function testReceiptPrinter(
  printer: ReceiptPrinter,
  station: CabinetStation,
  bench: TestBench,
  { terminal, at }: { readonly terminal: string; readonly at: string },
): Promise<void> {
  if (!(await bench.step('identify', async () => identified(station)))) return;
  const fit = await bench.step('status', async () => {
    const status = await printer.execute({ id: newToken(), name: 'status', input: {} });
    return status.ok ? printerEnd(status.value) : failedBy(status.error);
  });
  if (!fit || bench.signal.aborted) return;
  await bench.step('printStrip', async () => {
    const document = strip(terminal, at);
    const printed = await printer.execute({ id: newToken(), name: 'print', input: { document } });
    if (!printed.ok) return failedBy(printed.error);
    const { outcome, reason } = printed.value;
    if (outcome === 'unknown' && reason !== undefined) return reasonEnd(reason);
    // Confirmed is what the printer says; whether anything can be read on it, only eyes can.
    const good = await bench.ask('stripGood');
    if (good === null) return bench.signal.aborted ? SKIPPED : failed('nobodyActed');
    return good ? PASS : failed('stripBad');
  });
}

function reasonEnd(
  reason: 'paperOut' | 'coverOpen' | 'cutter' | 'offline' | 'silence' | 'hardwareError',
): StepEnd {
  switch (reason) {
    case 'paperOut':
    case 'coverOpen':
    case 'hardwareError':
      return failed(reason);
    case 'cutter':
      return failed('cutterError');
    case 'offline':
    case 'silence':
      return failed('deviceSilent');
  }
}
