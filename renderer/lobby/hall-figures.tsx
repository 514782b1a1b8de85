import type { HallView } from '#contracts/branch/hall.ts';
import type { Language } from '#contracts/language.ts';
import { durationWords } from './duration.ts';
import type { HallWords } from './hall-words.ts';
import { LateShape } from './shapes.tsx';
import type { LobbyWords } from './words.ts';

type Props = {
  readonly hall: HallView;
  readonly words: LobbyWords;
  readonly hallWords: HallWords;
  readonly language: Language;
  readonly now: number;
};

/** Who waits for what, since when, and what somebody who came now would be told. */
export function QueueFigures({ hall: { queue, waits }, words, hallWords, language, now }: Props) {
  const { columns } = hallWords;
  const target = waits.targetMinutes * 60_000;
  return (
    <table className="figures" data-figures="queue">
      <caption>{hallWords.queue}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.business}</th>
          <th scope="col">{columns.waiting}</th>
          <th scope="col">{columns.longest}</th>
          <th scope="col">{columns.newcomer}</th>
        </tr>
      </thead>
      <tbody>
        {queue.map(({ service, name, waiting, longestSince, newcomer }) => (
          <tr key={service} data-service={service}>
            <th scope="row">{language === 'en' ? name.en : name.zh}</th>
            <td>{waiting}</td>
            <td>
              {longestSince === null
                ? hallWords.none
                : late(
                    durationWords(now - Date.parse(longestSince), words),
                    now - Date.parse(longestSince) > target,
                    hallWords,
                  )}
            </td>
            <td>
              {newcomer.minutes
                ? hallWords.range(newcomer.minutes.from, newcomer.minutes.to)
                : hallWords.noCounter}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{hallWords.all}</th>
          <td>{queue.reduce((sum, { waiting }) => sum + waiting, 0)}</td>
          <td />
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

/** The day so far: waits against the target, and where people were served. */
export function DayFigures({ hall: { waits, finished }, words, hallWords }: Omit<Props, 'language' | 'now'>) {
  const all = finished.done + finished.atCounters;
  const target = waits.targetMinutes * 60_000;
  const wait = (milliseconds: number | null) =>
    milliseconds === null
      ? hallWords.nothingYet
      : late(durationWords(milliseconds, words), milliseconds > target, hallWords);
  return (
    <table className="figures" data-figures="day">
      <caption>{hallWords.today}</caption>
      <tbody>
        <tr>
          <th scope="row">{hallWords.half}</th>
          <td>{wait(waits.p50)}</td>
        </tr>
        <tr>
          <th scope="row">{hallWords.nine}</th>
          <td>{wait(waits.p90)}</td>
        </tr>
        <tr>
          <th scope="row">{hallWords.target(waits.targetMinutes)}</th>
          <td>
            {waits.called === 0 ? hallWords.nothingYet : hallWords.ofCalled(waits.withinTarget, waits.called)}
          </td>
        </tr>
        <tr data-row="share">
          <th scope="row">{hallWords.share}</th>
          <td>
            {all === 0 ? (
              hallWords.nothingYet
            ) : (
              <>
                <b>{Math.round((100 * finished.done) / all)} %</b> · {hallWords.shareOf(finished.done, all)}
              </>
            )}
          </td>
        </tr>
        <tr>
          <th scope="row">{hallWords.handedOver}</th>
          <td>{hallWords.visits(finished.handedOver)}</td>
        </tr>
        <tr>
          <th scope="row">{hallWords.left}</th>
          <td>{hallWords.visits(finished.left)}</td>
        </tr>
      </tbody>
    </table>
  );
}

const late = (text: string, isLate: boolean, { over }: HallWords) =>
  isLate ? (
    <span className="late">
      <LateShape />
      {text}
      <span className="heard-only"> {over}</span>
    </span>
  ) : (
    text
  );
