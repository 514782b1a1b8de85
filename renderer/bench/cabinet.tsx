import type { BenchState } from '#contracts/bench/state.ts';
import { TerminalDrawing } from '../ui/terminal-drawing.tsx';
import type { Give } from './orders.ts';
import { Act, Panel } from './parts.tsx';
import { cardSlot, drawnMedia, type Hand, idPlate, receiptSlot, type Spot } from './spots.ts';
import { screenWords } from './words.ts';

type SpotProps = { readonly place: string; readonly spot: Spot; readonly give: Give };

const press = ({ spot, give }: SpotProps) => {
  if (spot.order) give(spot.order);
};

/** The place itself in the picture, for whoever points; the same act stands beneath in words. */
const HotSpot = (props: SpotProps) => (
  <button
    type="button"
    tabIndex={-1}
    className={`hot hot-${props.place}`}
    data-hot={props.place}
    // The focus stays where the keyboard left it.
    onMouseDown={(event) => event.preventDefault()}
    onClick={() => press(props)}
  >
    {props.spot.label}
  </button>
);

const Caption = (props: SpotProps) => {
  const { place, spot } = props;
  return (
    <li className={`spot spot-${place}`}>
      <h3>{spot.name}</h3>
      <p>{spot.now}</p>
      {spot.order ? (
        <Act tone={spot.likely ? 'go' : 'faint'} ear={spot.ear} onPress={() => press(props)}>
          {spot.label}
        </Act>
      ) : null}
    </li>
  );
};

type Props = { readonly state: BenchState; readonly hand: Hand; readonly give: Give };

/** The terminal as it stands: what lies in it, what its screen shows, and what hands can do at its three places. */
export function Cabinet({ state, hand, give }: Props) {
  const { cardReader, screen } = state;
  const places = [
    { place: 'receipt', spot: receiptSlot(state) },
    { place: 'plate', spot: idPlate(state, hand) },
    { place: 'card', spot: cardSlot(state, hand) },
  ].map((place) => ({ ...place, give }));
  const takesCard = cardReader.entry === 'enabled' && cardReader.card === null;
  const shows = screenWords(screen.kind);
  return (
    <Panel
      title="Terminal"
      note={`Screen: ${shows} (${screen.kind}, step ${screen.step})`}
      className="cabinet"
    >
      <div className="cabinet-picture" aria-hidden="true">
        <TerminalDrawing slot={takesCard ? 'cardReader' : null} media={drawnMedia(state)} />
        <p className="cabinet-screen">{shows}</p>
        {places.map((place) => (
          <HotSpot key={place.place} {...place} />
        ))}
      </div>
      <ul className="spots">
        {places.map((place) => (
          <Caption key={place.place} {...place} />
        ))}
      </ul>
    </Panel>
  );
}
