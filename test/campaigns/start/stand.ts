import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CustomerPage, joinAs, SIMULATED_PROFILE } from '../../support/kiosk.ts';
import { type Launched, launchTerminal } from '../support/launched.ts';
import { LaunchedHands } from '../support/launched-hands.ts';
import { eventually } from '../support/wait.ts';

/** The launcher has a dead host back within, milliseconds. */
const BACK_WITHIN = 20_000;
/** One less than the deaths of a minute after which the launcher gives up. */
const DEATHS_OF_ONE_LAUNCH = 4;

/** A terminal as `npm start` runs it, launched anew on the same data before its launcher would give up. */
export class Stand {
  readonly dataDir: string;
  readonly #folder: string;
  readonly #temporary: string;
  #launched: Launched | undefined;
  #hands: LaunchedHands | undefined;
  #deaths = 0;

  constructor() {
    this.#folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'stand-'));
    this.dataDir = join(this.#folder, 'data');
    // A socket's path must be short.
    this.#temporary = mkdtempSync(join(tmpdir(), 'st-'));
    mkdirSync(this.dataDir);
    writeFileSync(join(this.#folder, 'profile.json'), JSON.stringify(SIMULATED_PROFILE));
  }

  get hands(): LaunchedHands {
    if (!this.#hands) throw new Error('the terminal is not running');
    return this.#hands;
  }

  get launched(): Launched {
    if (!this.#launched) throw new Error('the terminal is not running');
    return this.#launched;
  }

  customer(): Promise<CustomerPage> {
    return joinAs(this.launched.url, 'customer');
  }

  /** A terminal whose host may die once more. */
  async ready(): Promise<void> {
    if (this.#launched && this.#deaths < DEATHS_OF_ONE_LAUNCH) return;
    await this.#launched?.stop();
    this.#deaths = 0;
    this.#launched = await launchTerminal({
      dataDir: this.dataDir,
      temporary: this.#temporary,
      profile: join(this.#folder, 'profile.json'),
    });
    this.#hands = await LaunchedHands.at(this.#launched.url);
  }

  /** Kills the host. Resolves once the launcher has it back: a page that has just been opened, and hands. */
  async dies(page: CustomerPage): Promise<CustomerPage> {
    this.#deaths++;
    this.launched.killHost();
    await page.closed();
    const [next, hands] = await eventually('the host to be back', BACK_WITHIN, () => this.#joinAgain());
    this.#hands = hands;
    return next;
  }

  async #joinAgain(): Promise<readonly [CustomerPage, LaunchedHands] | undefined> {
    try {
      return [await this.customer(), await LaunchedHands.at(this.launched.url)];
    } catch {
      // Nobody listens yet.
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.#launched?.stop();
    for (const folder of [this.#folder, this.#temporary]) rmSync(folder, { recursive: true, force: true });
  }
}
