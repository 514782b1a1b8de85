import type { ActEntry } from './picture.ts';
import { PictureOpened } from './still.tsx';
import type { TellerWords } from './words.ts';

/** So many of the last ones are shown. */
const SHOWN = 8;

/** What was done at the customer's step from here, and what became of each; the last one first. */
export function ActsList({
  acts,
  words,
}: {
  readonly acts: readonly ActEntry[];
  readonly words: TellerWords;
}) {
  return (
    <section className="box acts-list" aria-labelledby="acts-title" data-region="acts" tabIndex={-1}>
      <h2 id="acts-title">{words.acts}</h2>
      {acts.length === 0 && <p className="hint">{words.noActs}</p>}
      <ul>
        {acts
          .slice(-SHOWN)
          .toReversed()
          .map(({ id, act, about, state, picture }) => (
            <li key={id} data-act-of={act.do} data-state={state}>
              <span>{about || words.actName[act.do]}</span>
              <span className="state">{words.actState[state]}</span>
              {picture !== null && <PictureOpened id={picture} words={words.picture} />}
            </li>
          ))}
      </ul>
    </section>
  );
}
