import { useEffect, useRef } from 'react';
import { STEPS, type Step } from './plan.ts';
import type { BookWords } from './words.ts';

type Props = {
  readonly words: BookWords;
  readonly step: Step;
  /** What happened on the way here. */
  readonly note: string | null;
  /** Whether it takes the focus, so that it is read: not on the page's very first question. */
  readonly focus: boolean;
};

/** The question of a step, and how far it is. */
export function Question({ words, step, note, focus }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) head.current?.focus();
  }, [focus]);
  return (
    <>
      <p className="hint">{words.step(STEPS.indexOf(step) + 1, STEPS.length)}</p>
      <h1 ref={head} tabIndex={-1}>
        {words.ask[step]}
      </h1>
      {note !== null && (
        <p className="phone-said" role="alert">
          {note}
        </p>
      )}
    </>
  );
}
