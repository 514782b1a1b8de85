import type { ReactNode } from 'react';
import type { Telling } from '#texts/tell/telling.ts';
import { DigitPad } from '../ui/digit-pad.tsx';
import { DigitSlots } from '../ui/digit-slots.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stage } from './stage.tsx';
import { useVisit } from './visit.tsx';

/** The pad, with what of it the host offers. */
export function Pad() {
  const { screen, act, label } = useVisit();
  const of = (id: 'backspace' | 'clear') => screen.actions.find((action) => action.id === id);
  const [clear, backspace] = [of('clear'), of('backspace')];
  return (
    <DigitPad
      onDigit={(digit) => act({ id: 'digit', role: 'entry', choice: digit })}
      onClear={clear ? () => act(clear) : undefined}
      onBackspace={backspace ? () => act(backspace) : undefined}
      clearLabel={clear ? label(clear) : ''}
      backspaceLabel={backspace ? label(backspace) : ''}
    />
  );
}

export type EntryProps = {
  readonly told: Telling;
  readonly entered: string;
  readonly groups: readonly number[];
};

/** A screen where digits are typed: what is asked, what stands there, what is wrong with it; and the pad. */
export function Entry({ told, entered, groups }: EntryProps) {
  const remarks: ReactNode = told.notice ? (
    <Notice tone={told.notice.tone} text={told.notice.words.shown} />
  ) : (
    told.after.map(({ shown }) => <p key={shown}>{shown}</p>)
  );
  return (
    <Stage
      told={{ ...told, after: [] }}
      quiet
      beneath={
        <>
          <DigitSlots entered={entered} groups={groups} />
          <div className="remarks">{remarks}</div>
        </>
      }
    >
      <Pad />
    </Stage>
  );
}
