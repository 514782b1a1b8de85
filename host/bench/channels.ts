import { benchRequestSchema } from '#contracts/bench/acts.ts';
import type { Bridge, Page } from '../bridge/bridge.ts';
import type { Bench } from './bench.ts';
import { rasterBytes } from './picture.ts';

/** The bench page's channels on the bridge: state down, acts up, rasters of receipts as bytes. */
export class BenchChannels {
  readonly #bench: Bench;
  readonly #bridge: Bridge;
  /** The newest raster each page was sent. */
  readonly #sent = new WeakMap<Page, number>();

  constructor(bench: Bench, bridge: Bridge) {
    this.#bench = bench;
    this.#bridge = bridge;
    bench.onChange(() => this.#tellAll());
  }

  join(page: Page): void {
    this.#tell(page);
    void this.#bench.refresh();
  }

  async act(message: unknown, page: Page): Promise<void> {
    const request = benchRequestSchema.safeParse(message);
    if (!request.success) return;
    const { id, act, input } = request.data;
    const answer = await this.#bench.act(act, input);
    page.send({ type: 'channel', name: 'bench.answer', message: { id, ...answer } });
  }

  #tellAll(): void {
    for (const page of this.#bridge.pages('bench')) this.#tell(page);
  }

  #tell(page: Page): void {
    page.send({ type: 'channel', name: 'bench.state', message: this.#bench.state() });
    for (const [number, raster] of this.#bench.rasters.after(this.#sent.get(page) ?? 0)) {
      page.stream('bench.raster', number, rasterBytes(raster));
      this.#sent.set(page, number);
    }
  }
}
