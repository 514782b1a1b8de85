import { useEffect, useRef, useState } from 'react';
import { useDesk } from './desk.ts';
import { InkPicture } from './ink-picture.ts';
import { listenToInk } from './ink-pointer.ts';
import type { InkSession } from './ink-session.ts';

export type InkAreaProps = {
  /** The paper that is signed. */
  readonly sha256: string;
  /** Strokes the host has. */
  readonly strokes: number;
  readonly hint: string;
  /** Called once no further stroke fits. */
  readonly onFull: () => void;
};

/** The box to write in: ink is drawn as the pen moves, and told to the host as it is drawn. */
export function InkArea({ sha256, strokes, hint, onFull }: InkAreaProps) {
  const desk = useDesk();
  const canvas = useRef<HTMLCanvasElement>(null);
  const held = useRef<{ ink: InkSession; picture: InkPicture } | null>(null);
  const [empty, setEmpty] = useState(strokes === 0);
  const full = useRef(onFull);
  full.current = onFull;

  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const ink = desk.inkOf(sha256);
    const picture = new InkPicture(place, ink);
    held.current = { ink, picture };
    setEmpty(ink.strokes.length === 0);
    const stopListening = listenToInk(place, ink, picture, {
      began: () => setEmpty(false),
      full: () => full.current(),
    });
    const observer = new ResizeObserver(() => picture.measure());
    observer.observe(place);
    return () => {
      observer.disconnect();
      stopListening();
      ink.end();
      held.current = null;
    };
  }, [desk, sha256]);

  useEffect(() => {
    if (!held.current?.ink.sync(strokes)) return;
    held.current.picture.redraw();
    setEmpty(true);
  }, [strokes]);

  return (
    <div className="ink">
      <canvas ref={canvas} className="ink-area" data-ink={sha256} aria-label={hint} role="img" />
      {empty && strokes === 0 ? (
        <p className="ink-hint" aria-hidden="true">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
