import { CALL_RECORDS } from '#contracts/bridge/call.ts';
import { err, ok } from '#foundation/result.ts';
import type { CameraFault, CameraLease } from '../media/camera.ts';
import type { RecorderParts } from '../recording/recorder.ts';

type Holder = { tell: ((fault: CameraFault) => void) | undefined };

/**
 * Picture and sound of both sides of a call, as the customer's page has them, lent to the recorder. The camera stays the
 * call's: nothing is opened for it, and nothing but the two streams is in it.
 */
export class CallTap {
  readonly #order: (record: number | null) => boolean;
  readonly #may: () => boolean;
  #number = CALL_RECORDS;
  #holder: Holder | undefined;

  /** `order` tells the page; false where there is none. `may`: whether it is to be recorded at this very moment. */
  constructor(order: (record: number | null) => boolean, may: () => boolean) {
    this.#order = order;
    this.#may = may;
  }

  readonly take: RecorderParts['camera']['take'] = async () => {
    if (this.#holder || !this.#may()) return err({ code: 'taken' });
    this.#number += 1;
    const order = this.#number;
    if (!this.#order(order)) return err({ code: 'pageGone' });
    const holder: Holder = { tell: undefined };
    this.#holder = holder;
    const lease: CameraLease = {
      ...{ purpose: 'recording', order, width: 0, height: 0 },
      onLost: (tell) => {
        holder.tell = tell;
      },
      release: () => {
        if (this.#holder !== holder) return;
        this.#holder = undefined;
        this.#order(null);
      },
    };
    return ok(lease);
  };

  /** At once, whoever has it: what comes now is for nobody. What was recorded until now still comes. */
  hush(): void {
    if (this.#holder) this.#order(null);
  }

  /** The page is gone, and what it recorded with it. */
  pageGone(): void {
    const holder = this.#holder;
    this.#holder = undefined;
    holder?.tell?.('pageGone');
  }
}
