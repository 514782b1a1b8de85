import { use, useLayoutEffect, useRef } from 'react';
import { MOST_QUERY } from '#contracts/finding/answer.ts';
import { isServiceId } from '#contracts/services/service.ts';
import { ClockContext } from '../../clock.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Choices } from '../choices.tsx';
import { serviceIcon } from '../service-icon.ts';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import { LetterKeys, WordField } from '../writing.tsx';
import type { ScreenProps } from './props.ts';

const END_ICONS: Readonly<Record<'start' | 'papers' | 'person', IconName>> = {
  start: 'forward',
  papers: 'receipt',
  person: 'person',
};

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
  const { texts } = useVisit();
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
          <WordField stands={body.query} label={texts.t('find.field')} most={MOST_QUERY} />
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
      <LetterKeys />
    </Stage>
  );
}
