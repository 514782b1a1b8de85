/** What a browser would do by itself and a terminal must not: menus, selecting, dragging, dropping, copying. */
const REFUSED = [
  'contextmenu',
  'selectstart',
  'dragstart',
  'dragover',
  'drop',
  'copy',
  'cut',
  'paste',
  'gesturestart',
  'auxclick',
] as const;

const refuse = (event: Event) => event.preventDefault();

/** Zooming comes as ctrl + wheel, from a pinch too; nothing here scrolls, so no wheel is needed at all. */
export function refuseGestures(page: Window): () => void {
  const options = { capture: true, passive: false } as const;
  const names: readonly string[] = [...REFUSED, 'wheel'];
  for (const name of names) page.addEventListener(name, refuse, options);
  return () => {
    for (const name of names) page.removeEventListener(name, refuse, options);
  };
}

/** Milliseconds between two reports that somebody is there. */
export const ACTIVITY_EVERY = 2_000;

/** Reports touches that hit nothing, at most one in a while: somebody is still there. */
export function listenToActivity(page: Window, now: () => number, report: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const touched = (event: Event) => {
    if (event.target instanceof Element && event.target.closest('[data-action]')) return;
    if (now() - last < ACTIVITY_EVERY) return;
    last = now();
    report();
  };
  page.addEventListener('pointerdown', touched, { capture: true });
  return () => page.removeEventListener('pointerdown', touched, { capture: true });
}
