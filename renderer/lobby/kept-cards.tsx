import type { LobbyCustody } from '#contracts/branch/lobby.ts';
import type { Language } from '#contracts/language.ts';
import { CardShape } from './shapes.tsx';
import type { LobbyWords } from './words.ts';

type Props = {
  readonly custody: readonly LobbyCustody[];
  readonly total: number;
  readonly words: LobbyWords;
  readonly language: Language;
  /** Whether the list was just heard; an empty one is only then called empty. */
  readonly sure: boolean;
};

/** Cards that lie in a machine's bin until somebody hands them out. */
export function KeptCards({ custody, total, words, language, sure }: Props) {
  const moment = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (
    <section className="kept" aria-labelledby="kept-title">
      <h2 id="kept-title">
        {words.kept} <Count of={total} sure={sure} />
      </h2>
      {custody.length === 0 ? (
        sure && <p className="kept-none">{words.nothingKept}</p>
      ) : (
        <ul className="kept-list">
          {custody.map((record) => (
            <li key={record.id} className="kept-card" data-custody={record.id}>
              <CardShape />
              <dl>
                <div className="kept-reference">
                  <dt className="heard-only">{words.label.reference}</dt>
                  <dd>{record.reference}</dd>
                </div>
                <div>
                  <dt>{words.label.terminal}</dt>
                  <dd>{record.terminal}</dd>
                </div>
                <div>
                  <dt>{words.label.reason}</dt>
                  <dd>
                    {words.what[record.what]} · {words.keptWhy[record.reason]}
                  </dd>
                </div>
                <div>
                  <dt>{words.label.since}</dt>
                  <dd>
                    <time dateTime={record.createdAt}>{moment.format(new Date(record.createdAt))}</time>
                  </dd>
                </div>
              </dl>
            </li>
          ))}
        </ul>
      )}
      {total > custody.length && <p className="more">{words.more(total - custody.length)}</p>}
    </section>
  );
}

/** How many; a nought that nobody has just heard is not shown. */
export const Count = ({ of, sure }: { of: number; sure: boolean }) =>
  (of > 0 || sure) && <span className="count">{of}</span>;
