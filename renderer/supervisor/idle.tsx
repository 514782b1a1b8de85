import { useContext, useEffect, useState } from 'react';
import { SUPERVISOR_TIMES } from '#contracts/supervisor/session.ts';
import { ClockContext } from '../clock.ts';
import { useLanguage, useLine } from './use-line.ts';
import { WORDS } from './words.ts';

/** A touch is told to the host no oftener than this, milliseconds. */
const TELL_EVERY = 10_000;

/** Tells the host that somebody is there, and him when he will be out if he is not. */
export function IdleWatch({ seconds }: { readonly seconds: number }) {
  const line = useLine();
  const clock = useContext(ClockContext);
  const words = WORDS[useLanguage()];
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    let end = clock.now() + seconds * 1_000;
    let told = clock.now();
    let stop = () => {};
    const tick = () => {
      setLeft(Math.max(0, Math.ceil((end - clock.now()) / 1_000)));
      stop = clock.after(1_000, tick);
    };
    tick();
    const active = () => {
      end = clock.now() + SUPERVISOR_TIMES.idle;
      if (clock.now() - told < TELL_EVERY) return;
      told = clock.now();
      void line.ask('entry.touch', {});
    };
    addEventListener('pointerdown', active);
    addEventListener('keydown', active);
    return () => {
      stop();
      removeEventListener('pointerdown', active);
      removeEventListener('keydown', active);
    };
  }, [line, clock, seconds]);
  if (left * 1_000 > SUPERVISOR_TIMES.warning) return null;
  return (
    <div className="idle" role="alertdialog" aria-label={words.idleSoon(left)}>
      <p>{words.idleSoon(left)}</p>
      <button type="button" className="act act-primary" onClick={() => void line.ask('entry.touch', {})}>
        {words.stay}
      </button>
    </div>
  );
}
