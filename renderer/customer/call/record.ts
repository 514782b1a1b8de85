import { callRecordSchema } from '#contracts/bridge/call.ts';
import type { BridgeClient } from '../../bridge/client.ts';
import type { PageClock } from '../../clock.ts';
import { recordMedia } from '../media/recorder.ts';
import { bothSides, type SideMedia } from './both-sides.ts';
import type { CallLine, CallMedia } from './line.ts';

type Line = Pick<BridgeClient, 'onMessage' | 'snapshot' | 'stream' | 'subscribe'>;
type Mixed = NonNullable<Awaited<ReturnType<typeof bothSides>>>;

/**
 * The page's end of `call.record`: while the host wants it, what is seen and heard on both sides of the call goes to him in
 * seconds. The customer's side is in it only as far as he lets it through.
 */
export class CallRecorder {
  readonly #line: Line;
  readonly #media: CallMedia;
  readonly #clock: PageClock;
  readonly #call: CallLine;
  #wanted: number | null = null;
  #running: { readonly mixed: Mixed; readonly end: () => Promise<void> } | undefined;

  constructor(line: Line, media: CallMedia, clock: PageClock, call: CallLine) {
    this.#clock = clock;
    this.#line = line;
    this.#media = media;
    this.#call = call;
    line.onMessage('call.record', (message) => {
      const read = callRecordSchema.safeParse(message);
      if (read.success) this.#obey(read.data.record);
    });
    line.subscribe(() => {
      if (line.snapshot().line !== 'open') this.#obey(null);
    });
    media.subscribe(() => this.#show());
    call.subscribe(() => this.#show());
  }

  #obey(record: number | null): void {
    if (this.#wanted === record) return;
    this.#wanted = record;
    const before = this.#running;
    this.#running = undefined;
    // What was recorded until now still goes out; after that nothing of it is held open.
    if (before) void before.end().finally(before.mixed.close);
    if (record !== null) void this.#begin(record);
  }

  async #begin(record: number): Promise<void> {
    const mixed = await bothSides(this.#clock);
    if (!mixed || this.#wanted !== record) return mixed?.close();
    const media = { purpose: 'recording' as const, order: record, stream: mixed.stream };
    const end = recordMedia(
      media,
      (segment) => this.#line.stream('recording.segment', segment),
      () => {
        if (this.#wanted === record) this.#obey(null);
      },
    );
    this.#running = { mixed, end };
    this.#show();
  }

  #show(): void {
    this.#running?.mixed.show(this.#own(), this.#far());
  }

  #own(): SideMedia {
    const open = this.#media.now();
    const through = this.#call.now().open;
    if (open?.purpose !== 'call' || !through) return { picture: null, sound: null };
    return {
      picture: through.camera && through.mode === 'video' ? open.stream : null,
      sound: through.microphone ? open.stream : null,
    };
  }

  #far(): SideMedia {
    const { picture, sound } = this.#call.now().peer;
    return { picture, sound };
  }
}
