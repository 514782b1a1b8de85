import type { BenchState } from '#contracts/bench/state.ts';
import type { Give, Person } from './orders.ts';
import { Act, Name, Panel } from './parts.tsx';
import { otherPhones, type PhoneText, phoneOf, typed } from './texts.ts';

type TextsProps = { readonly texts: readonly PhoneText[]; readonly give: Give };

const Texts = ({ texts, give }: TextsProps) => (
  <ul className="texts">
    {texts.map(({ key, time, chinese, english, code }) => (
      <li key={key}>
        <p className="text-head">
          <span className="quiet">{time}</span>
          {code ? (
            <Act ear={`${code}: type it on the keypad`} onPress={() => typed(code).forEach(give)}>
              <strong>{code}</strong>
              <span className="quiet">type it</span>
            </Act>
          ) : null}
        </p>
        <p lang="zh-CN">{chinese}</p>
        {english ? <p className="quiet">{english}</p> : null}
      </li>
    ))}
  </ul>
);

type Props = { readonly state: BenchState; readonly person: Person | undefined; readonly give: Give };

/** The phone in the person's pocket, and numbers nobody had before. */
export function Phones({ state, person, give }: Props) {
  const own = person?.phone ? phoneOf(state, person.phone) : null;
  return (
    <Panel
      title="Phone"
      className="phone"
      note={own ? own.number : person ? 'no number known to the bank' : null}
    >
      <div className="phone-glass" aria-live="polite">
        {own && own.texts.length > 0 ? (
          <Texts texts={own.texts} give={give} />
        ) : (
          <p className="quiet">
            No texts for {person ? <Name>{person.name}</Name> : 'anybody'} yet. Codes appear here.
          </p>
        )}
        {otherPhones(state).map(({ number, texts }) => (
          <div key={number}>
            <h3 className="phone-other">New number {number}</h3>
            <Texts texts={texts} give={give} />
          </div>
        ))}
      </div>
    </Panel>
  );
}
