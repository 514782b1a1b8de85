import { useCallback, useState } from 'react';
import type { Booked, BookingChoices } from '#contracts/branch/appointment.ts';
import type { Language } from '#contracts/language.ts';
import { Choose } from './choose.tsx';
import { ChooseTime } from './choose-time.tsx';
import type { BookDesk } from './desk.ts';
import { Papers } from './papers.tsx';
import { afterSending, back, EMPTY, forth, type Plan, withDay, withService } from './plan.ts';
import { Question } from './question.tsx';
import { type BookWords, dayWords } from './words.ts';

type Said = 'notBooked' | 'gone';

type Props = {
  readonly desk: BookDesk;
  /** Under which it is booked, however often it is sent. */
  readonly id: string;
  readonly words: BookWords;
  readonly language: Language;
  readonly choices: BookingChoices;
  readonly note: string | null;
  readonly booked: (booked: Booked, earlier: boolean) => void;
  /** With what can be booked now. */
  readonly startOver: () => void;
};

/** The questions one after the other, and the booking at the end. */
export function Planning({ desk, id, words, language, choices, note, booked, startOver }: Props) {
  const { services, days, closed } = choices;
  const [plan, setPlan] = useState<Plan>(EMPTY);
  const [said, say] = useState<Said | null>(note === null ? null : 'notBooked');
  const [moved, setMoved] = useState(false);
  const [sending, setSending] = useState<'no' | 'sending' | 'unanswered' | 'refused'>('no');
  const to = (next: Plan, why: Said | null = null) => {
    say(why);
    setMoved(true);
    setPlan(next);
  };
  const { service, day, slot, step } = plan;
  const look = useCallback(() => desk.slots(service ?? '', day ?? ''), [desk, service, day]);
  const its = services.find((one) => one.id === service);

  const send = async () => {
    if (sending === 'sending' || !slot || service === null) return;
    setSending('sending');
    desk.keep(id);
    const reply = await desk.book({ id, service, startsAt: slot.startsAt, language, customerRef: null });
    if (reply.ok) return booked(reply.value, false);
    const after = afterSending(reply.code);
    if (after === 'unanswered' || after === 'refused') return setSending(after);
    if (after === 'standing') {
      const standing = await desk.find(id);
      if (standing.ok) return booked(standing.value, true);
      return setSending('unanswered');
    }
    setSending('no');
    if (after === 'service') return startOver();
    to({ ...plan, step: 'time', slot: null }, 'gone');
  };

  const asks = <Question words={words} step={step} note={said && words[said]} focus={moved} key={step} />;
  if (services.length === 0 || closed.length === days.length)
    return (
      <section className="rate">
        <h1>{words.title}</h1>
        <p role="status">{services.length === 0 ? words.nothing : words.noDay}</p>
      </section>
    );
  if (step === 'service')
    return (
      <Choose
        key={step}
        words={words}
        look="rows"
        groups={[
          {
            title: words.ask.service,
            choices: services.map((one) => ({ value: one.id, label: words.name(one.name) })),
          },
        ]}
        chosen={service}
        choose={(value) => setPlan(withService(plan, value))}
        next={() => to(forth(plan))}
      >
        {asks}
      </Choose>
    );
  if (step === 'day') {
    const names = [words.today, words.tomorrow];
    return (
      <Choose
        key={step}
        words={words}
        look="grid"
        groups={[
          {
            title: words.ask.day,
            choices: days.map((value, index) => {
              const more = closed.includes(value) ? words.closed : names[index];
              const off = closed.includes(value);
              return {
                value,
                label: dayWords(value, language),
                off,
                ...(more === undefined ? {} : { more }),
              };
            }),
          },
        ]}
        chosen={day}
        choose={(value) => setPlan(withDay(plan, value))}
        next={() => to(forth(plan))}
        back={() => to(back(plan))}
      >
        {asks}
      </Choose>
    );
  }
  if (step === 'time')
    return (
      <ChooseTime
        key={`${service} ${day}`}
        words={words}
        choices={choices}
        chosen={slot}
        note={said && words[said]}
        look={look}
        choose={(value) => setPlan({ ...plan, slot: value })}
        next={() => to(forth(plan))}
        back={() => to(back(plan))}
      />
    );
  return (
    <section className="rate book-step">
      {asks}
      <dl className="told">
        <div className="told-strong">
          <dt>{words.when}</dt>
          <dd>
            {day !== null && dayWords(day, language, true)} {slot?.time}
          </dd>
        </div>
        <div>
          <dt>{words.business}</dt>
          <dd>{its && words.name(its.name)}</dd>
        </div>
        <div>
          <dt>{words.bring}</dt>
          <dd>
            <Papers words={words} papers={its?.papers ?? []} />
          </dd>
        </div>
      </dl>
      <p className="hint">{words.noName}</p>
      <p className="problem" role="alert">
        {sending === 'unanswered' && words.unanswered}
        {sending === 'refused' && words.refused}
      </p>
      <div className="book-ways">
        {/* Once it was sent and not answered nothing else is chosen before it is known. */}
        {sending !== 'unanswered' && sending !== 'sending' && (
          <button
            type="button"
            onClick={() => {
              setSending('no');
              to(back(plan));
            }}
          >
            {words.back}
          </button>
        )}
        <button
          type="button"
          className="go"
          aria-disabled={sending === 'sending'}
          onClick={() => void send()}
        >
          {sending === 'sending' ? words.sending : sending === 'unanswered' ? words.askAgain : words.book}
        </button>
      </div>
    </section>
  );
}
