import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileSchema } from '#contracts/profile/profile.ts';
import type { TestPrompt, TestRun } from '#contracts/supervisor/test-run.ts';
import { DEVICE_KINDS } from '#contracts/supervisor/trace.ts';
import type { DeviceKind } from '#devices/catalogue.ts';
import { citizenCheckCharacter } from '#devices/id-scanner/citizen-number.ts';
import { SIMULATORS } from '#devices/simulation/catalogue.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import { servePipe } from '#devices/transport/pipe.ts';
import { systemClock } from '#foundation/clock.ts';
import { openCabinet } from '../cabinet/cabinet.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { deviceRoom } from './devices.ts';
import { DiagnosticRecords } from './records.ts';

const MODELS: Readonly<Record<DeviceKind, string>> = {
  cardReader: 'crt310',
  idScanner: 'sdt',
  receiptPrinter: 'escpos',
  signaturePad: 'wacom-stu',
  cardDispenser: 'crt591',
};
const CARD = {
  pan: '6299995512345678',
  expiry: '3012',
  label: 'DEBIT',
  chip: true,
  stripe: true,
  holder: 'TEST CARD',
};
const DOCUMENT = {
  type: 'residentIdCard',
  number: `99000019900228001${citizenCheckCharacter('99000019900228001')}`,
  name: '张测试',
  sex: 'male',
  birthDate: '1990-02-28',
  validFrom: '2020-01-01',
  validTo: '2040-01-01',
  issuingAuthority: '示例市公安局',
  ethnicCode: '01',
  address: '示例市示例路1号',
};
export const CANARIES = [CARD.pan, DOCUMENT.number, DOCUMENT.name, DOCUMENT.address, CARD.holder];

/** Devices of the stand, without which a test has to do. */
type Choice = {
  readonly only?: readonly DeviceKind[];
  readonly exchanged?: readonly [DeviceKind, DeviceKind];
};

/** A cabinet of simulated devices on pipes, with the room of its diagnostics, and a person who does what he is asked. */
export async function openStand({ only = DEVICE_KINDS, exchanged }: Choice = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'stand-'));
  const simulators = new Map<DeviceKind, Simulator>();
  const servers: { close(): Promise<void> }[] = [];
  const pipes: Partial<Record<DeviceKind, string>> = {};
  for (const device of only) {
    const makers: Readonly<Record<string, () => Simulator>> = SIMULATORS[device];
    const simulator = makers[MODELS[device]]?.();
    if (!simulator) throw new Error(device);
    simulators.set(device, simulator);
    const at = exchanged?.[0] === device ? exchanged[1] : exchanged?.[1] === device ? exchanged[0] : device;
    const path = join(folder, `${at}.sock`);
    const server = await servePipe(path, (line) => simulator.attach(line));
    if (!server.ok) throw new Error(server.error.code);
    servers.push(server.value);
    pipes[at] = path;
  }
  const devices = Object.fromEntries(
    only.map((device) => [
      device,
      {
        model: MODELS[device],
        connection: { transport: 'simulated' },
        ...(device === 'cardDispenser' ? { stock: 'cpr_anju-debit' } : {}),
      },
    ]),
  );
  const profile = profileSchema.parse({
    terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } },
    devices,
  });
  const portsFile = join(folder, 'ports.json');
  const open = () =>
    openCabinet({ profile, simulators: { pipes, control: '' }, clock: systemClock, portsFile });
  const cabinet = open();
  const memory = memoryForTests();
  const records = new DiagnosticRecords(memory.journal, systemClock);
  const news: string[] = [];
  let heard: () => void = () => {};
  const room = deviceRoom({
    cabinet,
    clock: systemClock,
    journal: memory.journal,
    records,
    terminal: 'T01',
    news: (...of) => {
      news.push(...of);
      queueMicrotask(() => heard());
    },
    onJournalFault: () => {
      throw new Error('journal');
    },
  });
  const act = (device: DeviceKind, name: string, input: object = {}) => {
    const done = simulators.get(device)?.act(name, input);
    if (!done?.ok) throw new Error(`${device} ${name}: ${done?.error.code} ${done?.error.detail ?? ''}`);
  };
  const leaving = new AbortController();
  const who = { number: '1001', signal: leaving.signal };
  const run = async (): Promise<TestRun> => {
    const answer = await room['devices.run']({}, who);
    if (!answer.ok || !answer.value.run) throw new Error('no run');
    return answer.value.run;
  };

  /** What a willing person does at each prompt. */
  const willing: Readonly<Record<TestPrompt, () => void>> = {
    insertCard: () => act('cardReader', 'insertCard', { card: CARD }),
    takeCard: () => act('cardReader', 'takeCard'),
    layCard: () => act('idScanner', 'layDocument', { document: DOCUMENT }),
    liftCard: () => act('idScanner', 'liftDocument'),
    drawLine: () => {
      act('signaturePad', 'sign');
      systemClock.setTimeout(() => act('signaturePad', 'tapButton', { button: 'confirm' }), 2_500);
    },
    stripGood: () => {},
    mayFeed: () => {},
  };
  let prompted = '';
  /** Does what is asked for as long as the stand lives; `but` does otherwise. */
  const obey = (but: Partial<Record<TestPrompt, (() => void) | boolean>> = {}) => {
    heard = () =>
      void run().then(
        ({ id, prompt }) => {
          const key = prompt ? `${id} ${prompt.device} ${prompt.prompt}` : '';
          if (key === prompted) return;
          prompted = key;
          if (!prompt) return;
          const other = but[prompt.prompt];
          if (typeof other === 'function') return other();
          if (prompt.prompt === 'stripGood' || prompt.prompt === 'mayFeed')
            return void room['devices.answer']({ run: id, yes: other ?? true }, who);
          if (other !== false) willing[prompt.prompt]();
        },
        () => {},
      );
  };
  obey();

  return {
    ...{ room, who, leaving, act, obey, run, news, records, cabinet, simulators, portsFile, memory },
    /** The terminal's devices as they are after a restart. */
    reopened: open,
    settled: () => cabinet.settled(8_000),
    test: async (...wanted: DeviceKind[]) => {
      const answer = await room['devices.selfTest']({ devices: wanted }, who);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    },
    close: async () => {
      leaving.abort();
      await cabinet.close();
      for (const server of servers) await server.close();
      memory.journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Stand = Awaited<ReturnType<typeof openStand>>;

/** `device step result fault` of every step, for comparing. */
export const shortly = ({ steps }: TestRun): string[] =>
  steps.map(({ device, step, result, fault }) => [device, step, result, fault].filter(Boolean).join(' '));
