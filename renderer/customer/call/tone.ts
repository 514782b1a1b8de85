import { loudspeaker, type Play } from '../sound.ts';

/** A rising chord: three clear notes, unlike any sound the machine makes otherwise. Hertz. */
const NOTES = [523, 659, 784] as const;

let play: Play | undefined;

/** Plays the tone by which a customer hears whether he hears. Silent where the browser has no sound. */
export function playTone(): void {
  play ??= loudspeaker();
  play(NOTES);
}
