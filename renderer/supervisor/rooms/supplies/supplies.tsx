import './supplies.css';
import { useState } from 'react';
import { type Supply, type SupplyLine, USED_UP } from '#contracts/supervisor/asks/supplies.ts';
import { useLanguage, useLook } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import { Fill } from './fill.tsx';
import { SUPPLIES_WORDS } from './words.ts';

/** What runs out or fills up, and seeing to it. */
export default function Supplies() {
  const language = useLanguage();
  const words = SUPPLIES_WORDS[language];
  const [looked, again] = useLook('supplies.read', {});
  const [filling, setFilling] = useState<Supply | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  if (looked.is === 'waiting') return <p role="status">{WORDS[language].looking}</p>;
  if (looked.is === 'refused')
    return (
      <p role="alert" className="problem">
        {WORDS[language].refusal(looked.refusal)}
      </p>
    );
  if (filling)
    return (
      <Fill
        supply={filling}
        close={(told) => {
          setSaid(told);
          setFilling(null);
          again();
        }}
      />
    );
  const { supplies } = looked.value;
  return (
    <>
      <p role="status">{said}</p>
      {supplies.length === 0 ? <p>{words.none}</p> : null}
      <ul className="supplies">
        {supplies.map((line) => (
          <li key={line.supply} className="supply">
            <h2>{words.supply[line.supply]}</h2>
            <p className={`standing ${line.due ? 'amiss' : line.left === null ? 'unknown' : 'well'}`}>
              <span aria-hidden="true">{line.due ? '■' : line.left === null ? '○' : '●'}</span>
              {line.due ? words.due : booksOf(line, words)}
            </p>
            <dl className="supply-facts">
              <dt>{words.column.device}</dt>
              <dd>{line.sensor === null ? words.noSensor : words.sensor[line.sensor]}</dd>
              <dt>{words.column.books}</dt>
              <dd>
                {booksOf(line, words)}
                {line.dueOn === null ? null : <p className="more">{words.dueOn(line.dueOn)}</p>}
              </dd>
              <dt>{words.column.since}</dt>
              <dd>{line.at === null || line.by === null ? words.never : words.seenTo(line.at, line.by)}</dd>
            </dl>
            <button type="button" className="act" onClick={() => setFilling(line.supply)}>
              {words.seeTo(words.supply[line.supply])}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function booksOf(
  { supply, left, amount, moved }: SupplyLine,
  words: (typeof SUPPLIES_WORDS)[keyof typeof SUPPLIES_WORDS],
): string {
  if (left === null || amount === null) return words.moved(moved);
  if (left < 0) return words.wrongBooks(-left);
  return USED_UP.has(supply) ? words.left(left, amount) : words.room(left, amount);
}
