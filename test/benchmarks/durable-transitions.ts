import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { settle, systemClock } from '#foundation/clock.ts';
import { Journal, openDatabase } from '#host/journal/journal.ts';
import { openBytes, sealBytes, Vault } from '#host/journal/vault.ts';
import { journalled } from '#host/ports/journalled.ts';
import { Terminal } from '#host/terminal/terminal.ts';
import { Visits } from '#host/visits.ts';
import { World } from '../campaigns/model/world.ts';
import type { Measurement } from './support/measurement.ts';
import { sampleOf } from './support/stats.ts';

const HEALTHY = {
  idScanner: 'ok',
  cardReader: 'ok',
  receiptPrinter: 'ok',
  signaturePad: 'absent',
  cardDispenser: 'absent',
  camera: 'absent',
  microphone: 'absent',
  bank: 'ok',
  branch: 'ok',
  journal: 'ok',
} as const;

type Row = { readonly seq: number; readonly body: string; readonly hash: string };

/** Touches that change the screen, each durable before it is drawn, against the same bytes committed by SQLite alone. */
export const durableTransitions: Measurement = {
  about:
    'touches a second through the real flow, each durable before its screen is drawn; floor: raw SQLite commits of the same bytes on the same disk',
  async run({ quick }) {
    const folder = mkdtempSync(join(tmpdir(), 'transitions-'));
    const stand = openStand(join(folder, 'journal.sqlite'));
    const raw = rawDatabase(join(folder, 'raw.sqlite'));
    const rates = { ours: [] as number[], floor: [] as number[], single: [] as number[] };
    const touches = 100;
    try {
      for (let batch = -1; batch < (quick ? 4 : 30); batch++) {
        const before = stand.rows().length;
        const ours = await timed(() => stand.touch(touches));
        const written = stand.rows().slice(before);
        const floor = await timed(() => raw.commitEach(written));
        const single = await timed(() => raw.commitTogether(written, touches));
        if (batch < 0) continue;
        rates.ours.push((touches * 1_000) / ours);
        rates.floor.push((touches * 1_000) / floor);
        rates.single.push((touches * 1_000) / single);
      }
    } finally {
      stand.close();
      raw.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const ours = sampleOf(rates.ours);
    return [
      {
        name: 'durable transitions, floor one commit an entry',
        unit: 'per second',
        ours,
        floor: sampleOf(rates.floor),
      },
      {
        name: 'durable transitions, floor one commit a touch',
        unit: 'per second',
        ours,
        floor: sampleOf(rates.single),
      },
    ];
  },
};

async function timed(run: () => Promise<void> | void): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

/** The terminal as the host builds it, with a world that never answers. */
function openStand(file: string) {
  const key = randomBytes(32);
  const database = openDatabase(file);
  const vault = new Vault(database, {
    wrap: (clear) => sealBytes(key, 'visit-key', clear),
    unwrap: (wrapped) => openBytes(key, 'visit-key', wrapped),
  });
  const journal = new Journal(database, vault, systemClock, 'T01');
  const visits = new Visits(journal, vault, systemClock, 'T01', 0);
  const world = new World(visits, '2026-11-22');
  const fail = (failure: unknown) => {
    throw failure;
  };
  const terminal = new Terminal({
    clock: systemClock,
    journal,
    visits,
    ports: journalled(world.ports, journal, visits, systemClock, fail),
    place: {
      branch: { zh: '示例支行', en: 'Example Branch' },
      counter: { zh: '服务台', en: 'the service desk' },
      simulated: true,
      reference: 'T01',
    },
    health: HEALTHY,
    settings: { language: 'zh-CN', elder: false, contrast: false, reach: false },
    onFault: fail,
  });
  terminal.start();
  terminal.tell({ type: 'recovered', cardInside: false, returnCard: false, idCardLeft: false });
  const touchOnce = async () => {
    const { actions, step } = terminal.screen;
    const action = actions.some(({ id }) => id === 'help') ? 'help' : 'closeOverlay';
    const refusal = terminal.intent({ type: 'act', step, action });
    if (refusal) throw new Error(`the touch was ${refusal}`);
    // The screen is drawn once the burst of transitions has settled.
    await Promise.resolve();
    if (terminal.screen.step === step) await settle();
  };
  return {
    touch: async (times: number) => {
      for (let touch = 0; touch < times; touch++) await touchOnce();
    },
    rows: (): Row[] =>
      database
        .prepare('SELECT seq, body, hash FROM entry ORDER BY seq')
        .all()
        .map((row) => ({ seq: Number(row.seq), body: String(row.body), hash: String(row.hash) })),
    close: () => {
      terminal.stop();
      database.close();
    },
  };
}

/** The same promises of durability and the same rows, and nothing else. */
function rawDatabase(file: string) {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE entry (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  `);
  const insert = database.prepare('INSERT INTO entry (body, hash) VALUES (?, ?)');
  return {
    commitEach: (rows: readonly Row[]) => {
      for (const { body, hash } of rows) insert.run(body, hash);
    },
    /** As many commits as there were touches. */
    commitTogether: (rows: readonly Row[], commits: number) => {
      const each = rows.length / commits;
      for (let commit = 0; commit < commits; commit++) {
        database.exec('BEGIN');
        for (const { body, hash } of rows.slice(Math.round(commit * each), Math.round((commit + 1) * each)))
          insert.run(body, hash);
        database.exec('COMMIT');
      }
    },
    close: () => database.close(),
  };
}
