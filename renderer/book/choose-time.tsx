import { useCallback, useEffect, useState } from 'react';
import type { BookingChoices, Slot, SlotList } from '#contracts/branch/appointment.ts';
import type { Reply } from '../live/ask.ts';
import { Choose } from './choose.tsx';
import { dayState, partsOfDay } from './plan.ts';
import { Question } from './question.tsx';
import type { BookWords } from './words.ts';

type Props = {
  readonly words: BookWords;
  readonly choices: BookingChoices;
  readonly chosen: Slot | null;
  readonly note: string | null;
  readonly look: () => Promise<Reply<SlotList>>;
  readonly choose: (slot: Slot) => void;
  readonly next: () => void;
  readonly back: () => void;
};

/** The times of a day, as they are now. */
export function ChooseTime({ words, choices, chosen, note, look, choose, next, back }: Props) {
  const [list, setList] = useState<SlotList | null>(null);
  const [lost, setLost] = useState(false);
  const load = useCallback(async () => {
    setLost(false);
    const reply = await look();
    setLost(!reply.ok);
    if (reply.ok) setList(reply.value);
  }, [look]);
  useEffect(() => void load(), [load]);

  const question = <Question words={words} step="time" note={note} focus />;
  const state = list && dayState(list, choices);
  if (list && state === 'free') {
    const standing = list.slots.find(({ startsAt, free }) => startsAt === chosen?.startsAt && free > 0);
    return (
      <Choose
        words={words}
        look="grid"
        groups={partsOfDay(list.slots).map(({ part, slots }) => ({
          title: words.part[part],
          choices: slots.map(({ startsAt, time, free }) => ({
            value: startsAt,
            label: time,
            more: free > 0 ? words.left(free) : words.full,
            off: free === 0,
          })),
        }))}
        chosen={standing?.startsAt ?? null}
        choose={(value) => {
          const slot = list.slots.find(({ startsAt }) => startsAt === value);
          if (slot) choose(slot);
        }}
        next={next}
        back={back}
      >
        {question}
      </Choose>
    );
  }
  return (
    <section className="rate book-step">
      {question}
      {state && state !== 'free' && <p role="status">{words.no[state]}</p>}
      {!list && !lost && <p role="status">{words.looking}</p>}
      <p className="problem" role="alert">
        {lost && words.unreachable}
      </p>
      <div className="book-ways">
        <button type="button" className={list ? 'go' : undefined} onClick={back}>
          {words.otherDay}
        </button>
        {lost && (
          <button type="button" className="go" onClick={() => void load()}>
            {words.again}
          </button>
        )}
      </div>
    </section>
  );
}
