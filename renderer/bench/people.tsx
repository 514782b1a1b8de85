import type { BenchState } from '#contracts/bench/state.ts';
import { dots, type Person } from './orders.ts';
import { Choice, Name, Panel } from './parts.tsx';
import { type Hand, isLying } from './spots.ts';
import { documentWords } from './words.ts';

type PeopleProps = {
  readonly state: BenchState;
  readonly chosen: Person | undefined;
  readonly choose: (key: string) => void;
};

/** The ready people; one of them stands at the terminal. */
export const People = ({ state, chosen, choose }: PeopleProps) => (
  <Panel title="People">
    {state.people.length === 0 ? (
      <p className="quiet">Nobody here: ready people come with the sandbox bank.</p>
    ) : (
      <Choice
        legend="Who stands at the terminal"
        name="person"
        className="people"
        now={chosen?.key ?? ''}
        onChoose={choose}
        options={state.people.map((person) => ({
          value: person.key,
          content: (
            <>
              <span className="person-name">
                <Name>{person.name}</Name>
                <span className={isLying(state, person) ? 'mark' : 'quiet'}>
                  {documentWords(person.documentType)}
                  {isLying(state, person) ? ' lies there' : ''}
                </span>
              </span>
              <span className="person-note">{person.note.en}</span>
            </>
          ),
        }))}
      />
    )}
  </Panel>
);

type CardsProps = {
  readonly state: BenchState;
  readonly hand: Hand;
  readonly hold: (card: number) => void;
};

/** The bank cards of whoever stands there; one of them is in the hand. */
export function Cards({ state, hand, hold }: CardsProps) {
  const { person, card } = hand;
  if (!person) return null;
  const inside = state.cardReader.card?.last4;
  return (
    <Panel title="Bank cards" note={<Name>{person.name}</Name>}>
      <Choice
        legend="The bank card in the hand"
        name="card"
        className="cards"
        now={card}
        onChoose={hold}
        options={person.cards.map(({ index, label, last4 }) => ({
          value: index,
          content: (
            <>
              <span className="card-number">{dots(last4)}</span>
              <span className="quiet">{label}</span>
              {inside === last4 ? <span className="mark">inserted</span> : null}
            </>
          ),
        }))}
      />
    </Panel>
  );
}
