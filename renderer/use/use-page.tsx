import { useCallback, useEffect, useState } from 'react';
import { type TileUse, tileUseSchema, USE_DAYS, type UseDays } from '#contracts/branch/use.ts';
import type { Language } from '#contracts/language.ts';
import type { Ask } from '../staff/api.ts';
import { useStaff } from '../staff/gate.tsx';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { tileWords, WORDS } from './words.ts';

type Seen =
  | { readonly state: 'loading' | 'lost'; readonly use: TileUse | null }
  | { readonly state: 'there'; readonly use: TileUse };

/** What of the terminals is used, what is given up, and what nobody opens. */
export function UsePage({ ask }: { readonly ask: Ask }) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const { keeper } = useStaff();
  const [days, setDays] = useState<UseDays>(28);
  const [seen, see] = useState<Seen>({ state: 'loading', use: null });
  useEffect(() => {
    document.title = words.title;
  }, [words]);
  const look = useCallback(
    async (signal?: AbortSignal) => {
      see(({ use }) => ({ state: 'loading', use }));
      const reply = await ask(`/use/api/tiles?days=${days}`, tileUseSchema, signal ? { signal } : {});
      if (signal?.aborted) return;
      if (reply.ok) see({ state: 'there', use: reply.value });
      else if (SHUT_OUT.includes(reply.code)) keeper.lost();
      else see(({ use }) => ({ state: 'lost', use }));
    },
    [ask, days, keeper],
  );
  useEffect(() => {
    const gone = new AbortController();
    void look(gone.signal);
    return () => gone.abort();
  }, [look]);
  const { use } = seen;
  return (
    <div className="work" data-use={seen.state}>
      <StaffHead title={words.title} />
      <main className="use">
        <p className="hint">{words.lead}</p>
        <fieldset className="use-days">
          <legend>{words.back}</legend>
          {USE_DAYS.map((each) => (
            <label key={each}>
              <input type="radio" name="days" checked={each === days} onChange={() => setDays(each)} />
              {words.days(each)}
            </label>
          ))}
        </fieldset>
        <p className="use-line" role="status">
          {seen.state === 'loading' ? words.loading : seen.state === 'lost' ? words.lost : ''}
          {use && seen.state === 'there' ? words.span(use.from, use.to) : ''}
        </p>
        {seen.state === 'lost' && (
          <button type="button" className="plain" onClick={() => void look()}>
            {words.again}
          </button>
        )}
        {use && <Used use={use} language={language} />}
      </main>
    </div>
  );
}

function Used({ use, language }: { readonly use: TileUse; readonly language: Language }) {
  const words = WORDS[language];
  const used = use.tiles.filter(({ opened }) => opened > 0);
  const never = use.tiles.filter(({ opened }) => opened === 0);
  const most = Math.max(1, ...used.map(({ opened }) => opened));
  return (
    <>
      {used.length === 0 ? (
        <p>{words.noneUsed}</p>
      ) : (
        <div className="use-wide">
          <table className="use-table">
            <thead>
              <tr>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.kind}</th>
                {[words.opened, words.finished, words.givenUp, words.share, words.lastUsed].map((title) => (
                  <th key={title} scope="col" className="number">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {used.map((tile) => {
                const { name, kind } = tileWords(tile, language);
                return (
                  <tr key={tile.tile} data-tile={tile.tile}>
                    <th scope="row">
                      {name}
                      <Bar share={tile.opened / most} finished={tile.finished / tile.opened} />
                    </th>
                    <td>{kind}</td>
                    <td className="number">{tile.opened}</td>
                    <td className="number">{tile.finished}</td>
                    <td className="number">{tile.givenUp}</td>
                    <td className="number">{Math.round((100 * tile.finished) / tile.opened)}%</td>
                    <td className="number">{tile.lastUsed}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <p className="hint">{words.ends}</p>
      <section aria-labelledby="use-never">
        <h2 id="use-never">{never.length === 0 ? words.allUsed : words.never(never.length)}</h2>
        <ul className="use-never">
          {never.map((tile) => {
            const { name, kind } = tileWords(tile, language);
            return (
              <li key={tile.tile} data-never={tile.tile}>
                {name} <small>{kind}</small>
              </li>
            );
          })}
        </ul>
      </section>
      <Hours hours={use.hours} language={language} />
    </>
  );
}

/** How much of the longest, and how much of it came to its end; the figures stand beside it. */
const Bar = ({ share, finished }: { readonly share: number; readonly finished: number }) => (
  <svg className="use-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect className="use-bar-all" width={100 * share} height="4" />
    <rect className="use-bar-done" width={100 * share * finished} height="4" />
  </svg>
);

function Hours({ hours, language }: { readonly hours: readonly number[]; readonly language: Language }) {
  const words = WORDS[language];
  const busy = hours.map((count, hour) => ({ hour, count })).filter(({ count }) => count > 0);
  if (busy.length === 0) return null;
  const most = Math.max(...hours);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return (
    <section aria-labelledby="use-hours">
      <h2 id="use-hours">{words.hours}</h2>
      <p className="hint">{words.hoursLead}</p>
      <table className="use-table use-hours">
        <thead>
          <tr>
            <th scope="col">{words.hour}</th>
            <th scope="col" className="number">
              {words.opened}
            </th>
          </tr>
        </thead>
        <tbody>
          {busy.map(({ hour, count }) => (
            <tr key={hour}>
              <th scope="row">
                {clock(hour)}
                <Bar share={count / most} finished={0} />
              </th>
              <td className="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
