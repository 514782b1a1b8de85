import { type ChangeEvent, use, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { MOST_QUERY } from '#contracts/finding/answer.ts';
import { isServiceId } from '#contracts/services/service.ts';
import { ClockContext } from '../../clock.ts';
import type { IconName } from '../../ui/icons.tsx';
import { LetterPad } from '../../ui/letter-pad.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Choices } from '../choices.tsx';
import { serviceIcon } from '../service-icon.ts';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

const END_ICONS: Readonly<Record<'start' | 'papers' | 'person', IconName>> = {
  start: 'forward',
  papers: 'receipt',
  person: 'person',
};

/**
 * What stands there now, and a place for words from an input method or a voice. The host keeps what stands; only while
 * an input method is at work does the field keep its own.
 */
function Field({ query }: { readonly query: string }) {
  const { texts, write } = useVisit();
  const [own, setOwn] = useState<string | null>(null);
  const composing = useRef(false);
  useEffect(() => {
    if (!composing.current) setOwn((kept) => (kept === query ? null : kept));
  }, [query]);
  const changed = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setOwn(target.value);
    if (!composing.current) write(target.value);
  };
  return (
    <input
      className="find-field"
      data-action="words"
      type="text"
      aria-label={texts.t('find.field')}
      placeholder={texts.t('find.field')}
      value={own ?? query}
      maxLength={MOST_QUERY}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={changed}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={({ currentTarget }) => {
        composing.current = false;
        write(currentTarget.value);
      }}
      onBlur={() => setOwn(null)}
    />
  );
}

function Keys() {
  const { act, label } = useVisit();
  const of = (id: 'backspace' | 'clear') => ({ id, role: 'entry' as const });
  return (
    <LetterPad
      onLetter={(choice) => act({ id: 'letter', role: 'entry', choice })}
      onDigit={(digit) => act({ id: 'digit', role: 'entry', choice: digit })}
      onBackspace={() => act(of('backspace'))}
      onClear={() => act(of('clear'))}
      blankLabel={label({ id: 'letter', role: 'entry', choice: 26 })}
      backspaceLabel={label(of('backspace'))}
      clearLabel={label(of('clear'))}
    />
  );
}

/** Whoever touches a row sooner than this after it came to its place aimed at another one, milliseconds. */
const SETTLES = 300;

/** Answers whether the rows have stood where they stand long enough to be aimed at. */
function useSettled(rows: string): () => boolean {
  const clock = use(ClockContext);
  const since = useRef(Number.NEGATIVE_INFINITY);
  const before = useRef(rows);
  useLayoutEffect(() => {
    if (before.current === rows) return;
    before.current = rows;
    since.current = clock.now();
  }, [rows, clock]);
  return () => clock.now() - since.current >= SETTLES;
}

/** What is looked for, what was found, and the keys to type it with. */
export function Find({ body, told }: ScreenProps<'find'>) {
  const { results, stage } = body;
  const settled = useSettled(results.map(({ choice }) => choice).join(' '));
  const rows = (
    <Choices
      told={told.choices}
      hears={() => stage === 'choosing' || settled()}
      iconOf={({ choice }) => {
        const one = results.find((each) => each.choice === choice);
        if (!one) return undefined;
        return one.of === 'service' && isServiceId(one.id) ? serviceIcon(one.id) : END_ICONS[one.end];
      }}
    />
  );
  if (stage === 'choosing')
    return (
      <Stage told={told} shape="wide">
        {told.points.map(({ shown }) => (
          <p className="over-rows" key={shown}>
            {shown}
          </p>
        ))}
        {rows}
      </Stage>
    );
  return (
    <Stage
      told={{ ...told, after: [] }}
      quiet
      beneath={
        <>
          <Field query={body.query} />
          {told.points.map(({ shown }) => (
            <p className="over-rows" key={shown}>
              {shown}
            </p>
          ))}
          {told.notice ? <Notice tone={told.notice.tone} text={told.notice.words.shown} /> : null}
          <div className="found">{rows}</div>
        </>
      }
    >
      <Keys />
    </Stage>
  );
}
