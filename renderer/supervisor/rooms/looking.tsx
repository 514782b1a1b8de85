import type { ReactNode } from 'react';
import type { AskName, AskOutput } from '#contracts/supervisor/asks.ts';
import { type Looked, useLanguage } from '../use-line.ts';
import { WORDS } from '../words.ts';

type Props<Name extends AskName> = {
  readonly looked: Looked<Name>;
  readonly again: () => void;
  readonly children: (value: AskOutput<Name>) => ReactNode;
};

/** What was looked at once it is there; until then that it is looked for, or why it cannot be, with one more try. */
export function Looking<Name extends AskName>({ looked, again, children }: Props<Name>) {
  const words = WORDS[useLanguage()];
  if (looked.is === 'waiting') return <p role="status">{words.looking}</p>;
  if (looked.is === 'there') return children(looked.value);
  return (
    <>
      <p role="alert" className="problem">
        {words.refusal(looked.refusal)}
      </p>
      <button type="button" className="act" onClick={again}>
        {words.again}
      </button>
    </>
  );
}
