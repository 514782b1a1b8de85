import { use, useEffect, useState } from 'react';
import { tell } from '#texts/tell/tell.ts';
import { ClockContext } from '../../clock.ts';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';

/** Whole seconds left, counted here between two words from the host; the host alone ends the visit. */
function useSecondsLeft(told: number, anchor: object): number {
  const clock = use(ClockContext);
  const [passed, setPassed] = useState({ anchor, seconds: 0 });
  useEffect(() => {
    const start = clock.now();
    let cancel = () => {};
    const tick = () => {
      const seconds = Math.floor((clock.now() - start) / 1_000);
      setPassed({ anchor, seconds });
      cancel = clock.after((seconds + 1) * 1_000 - (clock.now() - start), tick);
    };
    tick();
    return () => cancel();
  }, [clock, anchor]);
  return Math.max(0, told - (passed.anchor === anchor ? passed.seconds : 0));
}

/** Are you still there: how long there is, in a figure nobody can miss. */
export function AttentionOverlay({ secondsLeft }: { readonly secondsLeft: number }) {
  const { screen, texts } = useVisit();
  const left = useSecondsLeft(secondsLeft, screen);
  const { overlay } = screen.frame;
  if (overlay?.kind !== 'attention') return null;
  const told = tell({ ...screen, frame: { ...screen.frame, overlay: { ...overlay, secondsLeft: left } } });
  return (
    <Stage told={told}>
      <p className="countdown" aria-hidden="true">
        <span className="countdown-figure">{left}</span>
        <span className="countdown-unit">{texts.t('attention.seconds')}</span>
      </p>
    </Stage>
  );
}
