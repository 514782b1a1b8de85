import { type FormEvent, useId, useState } from 'react';
import {
  type PhoneRating,
  RATING_LEVELS,
  RATING_REASONS,
  type RatingAnswer,
  type RatingReason,
} from '#contracts/branch/feedback.ts';
import { WORDS_MOST } from '#contracts/branch/words.ts';
import type { Reply } from '../live/ask.ts';
import { honestWords } from './honest-words.ts';
import type { FeedbackWords } from './words.ts';

/** Ratings up to here are asked for their reasons. */
const LOW = 2;

type Props = {
  readonly words: FeedbackWords;
  readonly rate: (rating: PhoneRating) => Promise<Reply<RatingAnswer>>;
};

/** How it was: one touch says it; reasons and words where somebody wants to give them. */
export function RateForm({ words, rate }: Props) {
  const name = useId();
  const [level, setLevel] = useState<(typeof RATING_LEVELS)[number] | null>(null);
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  const [text, setText] = useState('');
  const [state, setState] = useState<'open' | 'sending' | 'failed' | 'counted' | 'before'>('open');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (level === null || state === 'sending') return;
    setState('sending');
    const honest = honestWords(text);
    const reply = await rate({
      level,
      reasons: level <= LOW ? [...reasons] : [],
      words: honest === '' ? null : honest,
    });
    setState(!reply.ok ? 'failed' : reply.value.counted ? 'counted' : 'before');
  };
  if (state === 'counted' || state === 'before')
    return (
      <p className="rated" role="status">
        {state === 'counted' ? words.rated : words.ratedBefore}
      </p>
    );
  return (
    <form className="rate" onSubmit={(event) => void send(event)}>
      <h2>{words.rate}</h2>
      <p className="hint">{words.rateMore}</p>
      <fieldset className="levels">
        <legend className="heard-only">{words.rate}</legend>
        {RATING_LEVELS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`${name}-level`}
              checked={level === each}
              onChange={() => setLevel(each)}
            />
            {words.level[each]}
          </label>
        ))}
      </fieldset>
      {level !== null && level <= LOW && (
        <fieldset>
          <legend>{words.reasons}</legend>
          {RATING_REASONS.map((each) => (
            <label key={each}>
              <input
                type="checkbox"
                checked={reasons.includes(each)}
                onChange={() =>
                  setReasons(
                    reasons.includes(each) ? reasons.filter((one) => one !== each) : [...reasons, each],
                  )
                }
              />
              {words.reason[each]}
            </label>
          ))}
        </fieldset>
      )}
      {level !== null && (
        <>
          <div className="field">
            <label htmlFor={`${name}-words`}>{words.ratingWords}</label>
            <textarea
              id={`${name}-words`}
              rows={2}
              maxLength={WORDS_MOST}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <p className="problem" role="alert">
            {state === 'failed' && words.notSent}
          </p>
          <button type="submit" className="go" aria-disabled={state === 'sending'}>
            {state === 'sending' ? words.sending : words.send}
          </button>
        </>
      )}
    </form>
  );
}
