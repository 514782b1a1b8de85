/** Where a voice comes out. */
export type Speaker = {
  /** The same one again does nothing; null: silence. */
  readonly play: (sound: MediaStream | null) => void;
  readonly stop: () => void;
};

/**
 * Plays what comes from the far side in one element of its own, however many places show its picture: a voice that is
 * heard twice cannot be followed. A browser that wants to be touched first is asked again at the next touch.
 */
export function playing(): Speaker {
  const element = document.createElement('audio');
  const again = () => {
    if (element.srcObject) element.play().then(quiet, () => undefined);
  };
  const quiet = () => {
    for (const touched of ['pointerdown', 'keydown']) document.removeEventListener(touched, again, true);
  };
  return {
    play(sound) {
      if (element.srcObject === sound) return;
      element.srcObject = sound;
      quiet();
      if (!sound) return;
      element.play().catch(() => {
        for (const touched of ['pointerdown', 'keydown']) document.addEventListener(touched, again, true);
      });
    },
    stop() {
      quiet();
      element.pause();
      element.srcObject = null;
    },
  };
}
