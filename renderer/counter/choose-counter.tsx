import type { KeyboardEvent } from 'react';
import type { CounterPage } from '#contracts/branch/counter.ts';
import type { CounterWords } from './words.ts';

type Props = {
  readonly page: CounterPage;
  readonly words: CounterWords;
  readonly busy: boolean;
  readonly open: (counter: string) => void;
};

/** At which counter one sits: the first thing of the day. */
export function ChooseCounter({ page, words, busy, open }: Props) {
  const { configuration, counters } = page;
  const staffAt = (id: string) => {
    const counter = counters.find((each) => each.id === id);
    return counter && !counter.left ? counter.staff : null;
  };
  const firstFree = configuration.counters.find(({ id }) => staffAt(id) === null)?.id;
  const names = new Map(configuration.services.map(({ id, name }) => [id, words.name(name)]));
  return (
    <section className="choose" aria-labelledby="choose-title">
      <h2 id="choose-title">{words.choose}</h2>
      <p className="choose-more">{words.chooseMore}</p>
      <ul className="choose-list" onKeyDown={moveBetweenButtons}>
        {configuration.counters.map(({ id, services }) => {
          const staff = staffAt(id);
          return (
            <li key={id}>
              <button
                type="button"
                data-primary={id === firstFree}
                aria-disabled={staff !== null || busy}
                onClick={() => staff === null && open(id)}
              >
                <b>{words.counter(id)}</b>
                <span>
                  {services.length === 0
                    ? words.everything
                    : services.map((service) => names.get(service) ?? service).join(' · ')}
                </span>
                <em>{staff === null ? words.free : words.taken(staff)}</em>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Up and down go from one button of a list to the next. */
export function moveBetweenButtons(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons: Element[] = [...event.currentTarget.querySelectorAll('button')];
  const here = document.activeElement ? buttons.indexOf(document.activeElement) : -1;
  const next = buttons[Math.min(Math.max(here + step, 0), buttons.length - 1)];
  if (next instanceof HTMLElement) next.focus();
  event.preventDefault();
}
