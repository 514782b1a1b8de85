import { useState } from 'react';
import type { BenchState } from '#contracts/bench/state.ts';
import { Act, Panel } from './parts.tsx';
import type { BenchStore } from './store.ts';

type Props = { readonly state: BenchState; readonly act: BenchStore['act'] };
type Left = 'idCard' | 'bankCard' | 'receipt';

const LEFT: readonly (readonly [Left, string])[] = [
  ['idCard', 'ID card'],
  ['bankCard', 'bank card'],
  ['receipt', 'receipt'],
];

/** Walking away, with or without what one came with. */
function WalkAway({ act }: Pick<Props, 'act'>) {
  const [forgotten, setForgotten] = useState<readonly Left[]>([]);
  const toggle = (thing: Left) =>
    setForgotten(
      forgotten.includes(thing) ? forgotten.filter((other) => other !== thing) : [...forgotten, thing],
    );
  return (
    <p className="line">
      <Act onPress={() => act('walkAway', { forget: forgotten })}>Walk away</Act>
      <span className="quiet">and forget</span>
      {LEFT.map(([thing, name]) => (
        <Act key={thing} pressed={forgotten.includes(thing)} onPress={() => toggle(thing)}>
          {name}
        </Act>
      ))}
    </p>
  );
}

/** The invented people, each with the ID card and the bank cards they carry. */
export const People = ({ state, act }: Props) => (
  <Panel title="People">
    <ul className="people">
      {state.people.map(({ key, name, note, cards }) => (
        <li key={key}>
          <p className="person">
            <strong lang="zh-CN">{name}</strong>
            <span className="quiet">{note.en}</span>
          </p>
          <p className="line">
            <Act
              tone="go"
              onPress={() => act('layIdCard', { person: key })}
              disabled={state.idScanner.document !== null}
            >
              Lay ID card
            </Act>
            {cards.map(({ index, last4, label }) => (
              <Act
                key={index}
                onPress={() => act('insertCard', { person: key, card: index })}
                disabled={state.cardReader.card !== null}
              >
                <span title={label}>Insert •••• {last4}</span>
              </Act>
            ))}
          </p>
        </li>
      ))}
    </ul>
    <WalkAway act={act} />
  </Panel>
);
