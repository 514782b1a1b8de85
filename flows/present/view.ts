import type { Action } from '#contracts/screen/actions.ts';
import type { Frame, Slot } from '#contracts/screen/frame.ts';
import type { Body } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';

/** What one part of the flow wants on the screen, before the frame is put around it. */
export type View = {
  readonly body: Body;
  readonly actions: readonly Action[];
  /** Changes when the question changes: what the customer answered before no longer counts. */
  readonly question: string;
  readonly slot?: Slot;
  /** A card in the machine that this part of the flow has to do with. */
  readonly card?: NonNullable<Frame['card']>;
  /** Somebody was asked to come, or is coming: waiting is no sign of having left. */
  readonly patience?: 'asked' | 'seen';
  /** Picture and sound are being recorded. */
  readonly recording?: true;
  readonly progress?: { readonly service: ServiceId; readonly step: string };
};

/** How long the screen has stood, in milliseconds of the monotonic clock. */
export type Age = { readonly ofStep: number; readonly ofWarning: number };
