import { useState } from 'react';
import { CLOSINGS } from '#contracts/screen/out-of-service.ts';
import type { Closing } from '#contracts/supervisor/session.ts';
import { useAsk, useLanguage, useMode } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import { PLACE_WORDS } from './words.ts';

/** Whether customers are served after staff have left, and what they read if not. */
export default function Place() {
  const ask = useAsk();
  const { closed, fault } = useMode();
  const language = useLanguage();
  const words = WORDS[language];
  const own = PLACE_WORDS[language];
  const [problem, setProblem] = useState<string | null>(null);
  const set = async (closing: Closing | null) => {
    const answer = await ask('place.close', { closing });
    setProblem(answer && !answer.ok ? words.refusal(answer.refusal) : null);
  };
  const open = closed === null;
  return (
    <>
      <p className={`standing ${open && fault === null ? 'well' : 'amiss'}`}>
        <span className="standing-shape" aria-hidden="true">
          {open && fault === null ? '●' : '■'}
        </span>
        {open
          ? fault === null
            ? own.willServe
            : own.faultFirst(words.fault[fault])
          : own.closedFor(words.closing[closed])}
      </p>
      <p className="more">{own.more}</p>
      <fieldset className="choices">
        <legend>{own.question}</legend>
        <button type="button" className="act" aria-pressed={open} onClick={() => void set(null)}>
          {own.serve}
        </button>
        {CLOSINGS.map((closing) => (
          <button
            key={closing}
            type="button"
            className="act"
            aria-pressed={closed === closing}
            onClick={() => void set(closing)}
          >
            {words.closing[closing]}
          </button>
        ))}
      </fieldset>
      <p role="alert" className="problem">
        {problem}
      </p>
    </>
  );
}
