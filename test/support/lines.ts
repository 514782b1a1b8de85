import { vi } from 'vitest';

/** What a line still does: everything, carry questions but no answers, or nothing. */
type Carries = 'everything' | 'questions' | 'nothing';

/** The network between this process and what is asked for under that path, which a story may cut. */
export function cuttableLine(path: string) {
  const whole = globalThis.fetch;
  let carries: (url: string) => Carries = () => 'everything';
  const line: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const now = url.includes(path) ? carries(url) : 'everything';
    if (now === 'everything') return whole(input, init);
    if (now === 'questions') await whole(input, init);
    throw new TypeError('the line is cut');
  };
  return {
    /** Before the kiosk is opened. */
    lay: () => vi.stubGlobal('fetch', line),
    cut: (to: Exclude<Carries, 'everything'> | ((url: string) => Carries) = 'nothing') => {
      carries = typeof to === 'function' ? to : () => to;
    },
    mend: () => {
      carries = () => 'everything';
    },
    takeUp: () => vi.unstubAllGlobals(),
  };
}
