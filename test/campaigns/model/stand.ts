import { randomBytes } from 'node:crypto';
import type { Screen } from '#contracts/screen/screen.ts';
import type { WorldEvent } from '#flows/events.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Journal, openDatabase } from '#host/journal/journal.ts';
import { openBytes, sealBytes, Vault } from '#host/journal/vault.ts';
import { journalled } from '#host/ports/journalled.ts';
import { Terminal } from '#host/terminal/terminal.ts';
import { Visits } from '#host/visits.ts';
import { TODAY } from './visitors.ts';
import { World } from './world.ts';

const KEY = randomBytes(32);
const WRAPPER = {
  wrap: (clear: Uint8Array) => sealBytes(KEY, 'visit-key', clear),
  unwrap: (wrapped: Uint8Array) => openBytes(KEY, 'visit-key', wrapped),
};

/**
 * The real flow behind the real terminal and a real journal in memory, in front of a world that answers when and what
 * the walk wants, on a clock that stands still until the walk moves it.
 */
export class Stand {
  readonly clock = new ManualClock();
  readonly world: World;
  readonly terminal: Terminal;
  readonly journal: Journal;
  readonly screens: Screen[] = [];
  /** Faults of the flow itself: there must never be one. */
  readonly faults: string[] = [];
  journalBroken = false;
  readonly #database = openDatabase(':memory:');

  constructor(start: Extract<WorldEvent, { type: 'recovered' }>) {
    const vault = new Vault(this.#database, WRAPPER);
    this.journal = new Journal(this.#database, vault, this.clock, 'T01');
    const visits = new Visits(this.journal, vault, this.clock, 'T01', 0);
    this.world = new World(visits, TODAY);
    if (start.cardInside) {
      this.world.card = 'inside';
      this.world.inserted = 1;
    }
    const ports = journalled(this.world.ports, this.journal, visits, this.clock, () =>
      this.terminal.journalFailed(),
    );
    this.terminal = new Terminal({
      clock: this.clock,
      journal: this.journal,
      visits,
      ports,
      place: {
        branch: { zh: '示例支行', en: 'Example Branch' },
        counter: { zh: '服务台', en: 'the service desk' },
        simulated: true,
        reference: 'T01',
      },
      health: {
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
      },
      settings: { language: 'zh-CN', elder: false, contrast: false, reach: false },
      onFault: (failure) => this.faults.push(failure instanceof Error ? failure.message : String(failure)),
    });
    this.terminal.onScreen((screen) => this.screens.push(screen));
    this.terminal.start();
    this.terminal.tell(start);
  }

  get screen(): Screen {
    return this.terminal.screen;
  }

  /** From now on nothing can be written, as on a full or failing disk. */
  breakJournal(): void {
    this.journalBroken = true;
    this.#database.exec('PRAGMA query_only = ON');
  }

  rows() {
    return this.#database
      .prepare('SELECT seq, body, hash FROM entry ORDER BY seq')
      .all()
      .map((row) => ({ seq: Number(row.seq), body: String(row.body), hash: String(row.hash) }));
  }

  count(table: 'visit_key' | 'sealed'): number {
    return Number(this.#database.prepare(`SELECT count(*) AS many FROM ${table}`).get()?.many);
  }

  close(): void {
    this.terminal.stop();
    this.#database.close();
  }
}
