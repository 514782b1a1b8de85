import type { InkPicture } from './ink-picture.ts';
import type { InkSession } from './ink-session.ts';

export type InkEvents = { readonly began: () => void; readonly full: () => void };

/** A touch that covers more than this is a hand that rests there, in CSS pixels. */
const PALM = 90;
/** A finger is not believed so soon after a pen was there, milliseconds. */
const PEN_LINGERS = 700;
/** Where nothing tells how hard it is pressed. */
const EVEN = 0.5;

/**
 * Turns one pointer at a time into strokes: a pen before a finger, a finger before a resting hand, and nobody's second
 * finger. Every place between two frames counts, as the screen has measured it.
 */
export function listenToInk(
  area: HTMLCanvasElement,
  ink: InkSession,
  picture: InkPicture,
  { began, full }: InkEvents,
): () => void {
  let active: { readonly id: number; readonly type: string } | null = null;
  let box = area.getBoundingClientRect();
  let penAt = Number.NEGATIVE_INFINITY;

  const touchOf = (event: PointerEvent) => ({
    x: (event.clientX - box.left) / Math.max(1, box.width),
    y: (event.clientY - box.top) / Math.max(1, box.height),
    pressure: event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : EVEN,
    at: event.timeStamp,
  });
  const isHand = (event: PointerEvent) =>
    event.pointerType === 'touch' &&
    (event.width > PALM || event.height > PALM || event.timeStamp - penAt < PEN_LINGERS);
  const end = () => {
    active = null;
    ink.end();
  };

  const down = (event: PointerEvent) => {
    event.preventDefault();
    if (event.pointerType === 'pen') penAt = event.timeStamp;
    if (event.button !== 0 || isHand(event)) return;
    // The hand often lies down before its pen.
    if (active && event.pointerType === 'pen' && active.type === 'touch') end();
    if (active) return;
    box = area.getBoundingClientRect();
    if (ink.full) return full();
    if (!ink.begin(touchOf(event), box.height / Math.max(1, box.width))) return;
    active = { id: event.pointerId, type: event.pointerType };
    area.setPointerCapture(event.pointerId);
    picture.drawNewest();
    began();
  };
  const move = (event: Event) => {
    if (!(event instanceof PointerEvent) || event.pointerId !== active?.id) return;
    if (event.pointerType === 'pen') penAt = event.timeStamp;
    const between = event.getCoalescedEvents();
    for (const one of between.length > 0 ? between : [event])
      if (ink.move(touchOf(one))) picture.drawNewest();
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId === active?.id) end();
  };

  // Raw updates come as they are measured, without waiting for the next frame.
  const moves = 'onpointerrawupdate' in area ? 'pointerrawupdate' : 'pointermove';
  area.addEventListener('pointerdown', down);
  area.addEventListener(moves, move);
  area.addEventListener('pointerup', up);
  area.addEventListener('pointercancel', up);
  area.addEventListener('lostpointercapture', up);
  return () => {
    area.removeEventListener('pointerdown', down);
    area.removeEventListener(moves, move);
    area.removeEventListener('pointerup', up);
    area.removeEventListener('pointercancel', up);
    area.removeEventListener('lostpointercapture', up);
  };
}
