import { join } from 'node:path';
import type { Bilingual, Language } from '#contracts/language.ts';
import {
  type READINESS_ASKS,
  type Readiness,
  type ReadinessLine,
  readinessSchema,
} from '#contracts/supervisor/asks/readiness.ts';
import type { Check } from '#contracts/supervisor/asks/surroundings.ts';
import type { DiagnosticRecord, Subject } from '#contracts/supervisor/record.ts';
import { STORYBOARD } from '#contracts/supervisor/storyboard/storyboard.ts';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import type { ReceiptDocument } from '#devices/receipt-printer/contract.ts';
import { render } from '#documents/rendering/render.ts';
import { type ReadinessData, readinessReport } from '#documents/templates/readiness-report/template.ts';
import type { Clock } from '#foundation/clock.ts';
import { makeFolder } from '#foundation/make-folder.ts';
import { err, ok } from '#foundation/result.ts';
import type { Cabinet } from '../cabinet/cabinet.ts';
import { writeDurably } from '../files/write-durably.ts';
import { newToken } from '../ids.ts';
import { digestFact, staffFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import { faultCodeOf } from './fault-code.ts';
import type { DiagnosticRecords } from './records.ts';
import type { RoomOf } from './room.ts';
import type { Surroundings } from './surroundings.ts';

export type ReadinessWorld = {
  readonly cabinet: Pick<Cabinet, 'devices' | 'health' | 'stations'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly records: DiagnosticRecords;
  readonly surroundings: Surroundings;
  readonly terminal: { readonly id: string; readonly branch: Bilingual };
  /** Whether the profile has a camera at the screen. */
  readonly camera: boolean;
  /** The folder the papers lie in. */
  readonly folder: string;
  readonly sendBytes: (bytes: Uint8Array) => number;
};

/** Which checks of the host say something of a subject. */
const CHECKED: Partial<Readonly<Record<Subject, readonly Check['check'][]>>> = {
  network: ['branch', 'bank', 'names', 'tls'],
  clock: ['clock'],
  disk: ['diskFree', 'reserve'],
  camera: ['camera'],
  microphone: ['microphone'],
};

const minute = (wall: number): string =>
  `${new Date(wall + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} UTC+8`;

const shown = (wall: number): string => minute(wall).slice(0, 16);

/** Whether the terminal can be handed over: how everything stands, and the newest test of it. */
export function readinessRoom(world: ReadinessWorld): RoomOf<typeof READINESS_ASKS> {
  const { cabinet, clock, journal, records, surroundings, terminal, camera, folder } = world;
  journal.database.exec(
    'CREATE TABLE IF NOT EXISTS readiness_report (number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT',
  );

  const lineOf = (
    subject: Subject,
    record: DiagnosticRecord | undefined,
    checks: readonly Check[],
  ): ReadinessLine => {
    const rest = { subject, record: record ?? null };
    const station = cabinet.stations.find(({ device }) => device === subject);
    const bad = checks.find(({ check, state }) => state === 'bad' && CHECKED[subject]?.includes(check));
    if (bad) return { ...rest, state: 'notReady', fault: bad.fault };
    if (station && cabinet.health()[station.device] !== 'ok') {
      const { error } = station.state();
      const known = record?.outcome === 'fail' ? record.fault : null;
      return { ...rest, state: 'notReady', fault: error ? faultCodeOf(error) : (known ?? 'deviceSilent') };
    }
    if (record?.outcome === 'fail') return { ...rest, state: 'notReady', fault: record.fault };
    // Network, clock and disk were looked at just now; the rest is ready when somebody has tried it.
    const looked = subject === 'network' || subject === 'clock' || subject === 'disk';
    return { ...rest, state: looked || record?.outcome === 'pass' ? 'ready' : 'untested', fault: null };
  };

  const make = async (by: string): Promise<Readiness> => {
    const checks = await surroundings.all();
    const newest = new Map(records.latest().map((record) => [record.subject, record]));
    const subjects: readonly Subject[] = [
      ...cabinet.stations.map(({ device }) => device),
      ...(camera ? (['camera', 'microphone'] as const) : []),
      ...(['speaker', 'touch', 'display', 'network', 'clock', 'disk'] as const),
    ];
    const lines = subjects.map((subject) => lineOf(subject, newest.get(subject), checks));
    return {
      ...{ id: newToken(), at: clock.wall(), by, terminal: terminal.id, lines },
      ready: lines.every(({ state }) => state === 'ready'),
    };
  };

  const last = (): Readiness | null => {
    const row = journal.database
      .prepare('SELECT body FROM readiness_report ORDER BY number DESC LIMIT 1')
      .get();
    const read = row ? readinessSchema.safeParse(JSON.parse(String(row.body))) : undefined;
    return read?.success ? read.data : null;
  };

  const print = async (
    report: Readiness,
    language: Language,
  ): Promise<'confirmed' | 'unknown' | 'failed'> => {
    const printer = cabinet.devices.receiptPrinter;
    const printed = await printer?.execute({
      id: newToken(),
      name: 'print',
      input: { document: slip(report, language) },
    });
    return printed?.ok ? printed.value.outcome : 'failed';
  };

  return {
    'readiness.look': async (_, { number }) => ok({ now: await make(number), last: last() }),
    'readiness.make': async ({ print: wanted, language }, { number }) => {
      const report = await make(number);
      const { title, blocks } = readinessReport.write(dataOf(report, terminal.branch), language);
      const { name: template, textVersion } = readinessReport;
      const paper = { template, textVersion, language, number: `${terminal.id}-R`, title, blocks };
      const rendered = await render(paper, { created: new Date(report.at) });
      if (!rendered.ok) return err({ code: 'failed', detail: rendered.error.code });
      const { bytes, sha256 } = rendered.value;
      try {
        makeFolder(folder);
        writeDurably(join(folder, `${report.id}.pdf`), bytes);
        journal.transaction(() => {
          const facts = { by: staffFact(number), ready: report.ready, sha256: digestFact(sha256) };
          journal.append({ kind: 'diagnostics.readiness', facts });
          journal.database
            .prepare('INSERT INTO readiness_report (body) VALUES (?)')
            .run(JSON.stringify(report));
        });
      } catch {
        return err({ code: 'failed', detail: 'notKept' });
      }
      const printed = wanted ? await print(report, language) : 'no';
      return ok({ report, printed, sha256, stream: world.sendBytes(bytes) });
    },
  };
}

const dataOf = ({ terminal, at, by, ready, lines }: Readiness, branch: Bilingual): ReadinessData => ({
  ...{ terminal, branch, by, ready },
  at: minute(at),
  lines: lines.map(({ subject, state, fault, record }) => ({
    subject: SUBJECT_NAMES[subject],
    state,
    fault: fault ? STORYBOARD[fault].title : null,
    tested: record ? shown(record.at) : null,
    testedBy: record?.by ?? null,
  })),
});

const SLIP = {
  'zh-CN': {
    title: '终端就绪单',
    terminal: '终端',
    at: '时间',
    by: '操作员',
    verdict: { true: '可以服务', false: '尚未就绪' },
    states: { ready: '就绪', notReady: '未通过', untested: '未测试' },
  },
  en: {
    title: 'READINESS',
    terminal: 'Terminal',
    at: 'Time',
    by: 'By',
    verdict: { true: 'ready to serve', false: 'not ready' },
    states: { ready: 'ready', notReady: 'failed', untested: 'not tested' },
  },
} as const;

/** The same on the narrow paper of the receipt printer. */
function slip({ terminal, at, by, ready, lines }: Readiness, language: Language): ReceiptDocument {
  const words = SLIP[language];
  const pick = ({ zh, en }: Bilingual) => (language === 'zh-CN' ? zh : en);
  return {
    parts: [
      { type: 'text', text: words.title, align: 'centre', size: 'large', bold: true },
      { type: 'rule' },
      { type: 'pair', label: words.terminal, value: terminal },
      { type: 'pair', label: words.at, value: minute(at) },
      { type: 'pair', label: words.by, value: by },
      { type: 'text', text: words.verdict[ready ? 'true' : 'false'], align: 'centre', bold: true },
      { type: 'rule' },
      ...lines.flatMap(({ subject, state, fault }) => [
        { type: 'pair', label: pick(SUBJECT_NAMES[subject]), value: words.states[state] } as const,
        ...(fault
          ? [{ type: 'text', text: `  ${pick(STORYBOARD[fault].title).replaceAll('’', "'")}` } as const]
          : []),
      ]),
      { type: 'feed', lines: 2 },
    ],
  };
}
