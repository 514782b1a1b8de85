import type { BenchDevice, BenchState } from '#contracts/bench/state.ts';
import { dots, type Give } from './orders.ts';
import { Act, Choice, Panel, Tick } from './parts.tsx';
import { cardPlace } from './spots.ts';
import { DEVICE_NAMES, documentWords, faultWords } from './words.ts';

type Props = { readonly state: BenchState; readonly give: Give };
type Fact = { readonly name: string; readonly value: string };

const NEW_CARD_PLACES = {
  gate: 'at the gate',
  inside: 'inside, at the chip contacts',
  stuck: 'stuck',
} as const;
const PAPERS = ['full', 'low', 'out'] as const;

function facts(state: BenchState, device: BenchDevice): readonly Fact[] {
  switch (device) {
    case 'idScanner': {
      const { document } = state.idScanner;
      return [{ name: 'On the plate', value: document ? documentWords(document.type) : 'nothing' }];
    }
    case 'cardReader': {
      const { card, entry, bin } = state.cardReader;
      return [
        { name: 'Entry', value: entry === 'enabled' ? 'open' : 'closed' },
        { name: 'Bin', value: bin === 1 ? '1 card' : `${bin} cards` },
        { name: 'Card', value: card ? `${dots(card.last4)} ${cardPlace(card.where)}` : 'none' },
      ];
    }
    case 'receiptPrinter':
      return [{ name: 'To take', value: String(state.receiptPrinter.receipts.length) }];
    case 'cardDispenser': {
      const { stack, bin, card } = state.cardDispenser;
      return [
        { name: 'Stack', value: stack === 1 ? '1 blank card' : `${stack} blank cards` },
        { name: 'Bin', value: bin === 1 ? '1 card' : `${bin} cards` },
        { name: 'Card', value: card ? `${dots(card.last4)} ${NEW_CARD_PLACES[card.where]}` : 'none' },
      ];
    }
    case 'signaturePad':
      return [{ name: 'Screen', value: state.signaturePad.screen === null ? 'blank' : 'a form' }];
  }
}

/** Paper and cover: what a member of staff has to do with the printer. */
const Supplies = ({ state, give }: Props) => {
  const { paper, cover } = state.receiptPrinter;
  const open = cover === 'open';
  return (
    <div className="supplies">
      <Choice
        legend="Paper"
        legendShown
        name="paper"
        className="segments"
        now={paper}
        onChoose={(chosen) => give({ act: 'setPaper', input: { paper: chosen } })}
        options={PAPERS.map((value) => ({ value, content: value }))}
      />
      <p className="cover">
        <span>Cover {cover}</span>
        <Act
          ear={open ? 'Close cover' : 'Open cover'}
          onPress={() => give({ act: open ? 'closeCover' : 'openCover', input: {} })}
        >
          {open ? 'Close' : 'Open'}
        </Act>
      </p>
    </div>
  );
};

/** Stack, gate and bin of the card dispenser: what staff and customers do with its cards. */
const Cards = ({ give }: Props) => (
  <p className="card-acts">
    <Act onPress={() => give({ act: 'takeNewCard', input: {} })}>Take new card</Act>
    <Act onPress={() => give({ act: 'fillStacker', input: { cards: 20 } })}>Fill stack</Act>
    <Act onPress={() => give({ act: 'fillStacker', input: { cards: 0 } })}>Empty stack</Act>
    <Act onPress={() => give({ act: 'emptyBin', input: {} })}>Empty bin</Act>
  </p>
);

/** What can go wrong with a device, folded away; what is wrong now stands beside the fold. */
const Faults = ({ state, give, device }: Props & { readonly device: BenchDevice }) => {
  const { faults } = state[device];
  const on = faults.map((fault) => faultWords(device, fault));
  return (
    <details className="faults">
      <summary>
        Faults
        <span className={on.length > 0 ? 'faults-on' : 'quiet'}>
          {on.length > 0 ? on.join('; ') : 'none on'}
        </span>
      </summary>
      <ul>
        {(state.faults[device] ?? []).map((fault) => (
          <li key={fault}>
            <Tick
              on={faults.includes(fault)}
              onChange={(next) => give({ act: 'setFault', input: { device, fault, on: next } })}
            >
              {faultWords(device, fault)}
            </Tick>
            <code>{fault}</code>
          </li>
        ))}
      </ul>
    </details>
  );
};

const Device = ({ state, give, device }: Props & { readonly device: BenchDevice }) => {
  const { plugged } = state[device];
  const name = DEVICE_NAMES[device];
  // The simulators name their faults; a device without any is none of theirs.
  const simulated = (state.faults[device] ?? []).length > 0;
  return (
    <li className="device" data-device={device} data-plugged={plugged}>
      <div className="device-head">
        <h3>{name}</h3>
        <p className={plugged || !simulated ? 'quiet' : 'device-gone'}>
          {simulated ? (plugged ? 'plugged in' : 'unplugged') : 'not simulated'}
        </p>
        {simulated ? (
          <Act
            ear={`${plugged ? 'Unplug' : 'Plug in'} ${name}`}
            onPress={() => give({ act: plugged ? 'unplug' : 'plugIn', input: { device } })}
          >
            {plugged ? 'Unplug' : 'Plug in'}
          </Act>
        ) : null}
      </div>
      {simulated ? (
        <>
          <dl className="device-facts">
            {facts(state, device).map(({ name: fact, value }) => (
              <div key={fact}>
                <dt>{fact}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {device === 'receiptPrinter' ? <Supplies state={state} give={give} /> : null}
          {device === 'cardDispenser' ? <Cards state={state} give={give} /> : null}
          <Faults state={state} give={give} device={device} />
        </>
      ) : null}
    </li>
  );
};

const ORDER: readonly BenchDevice[] = [
  'idScanner',
  'cardReader',
  'receiptPrinter',
  'signaturePad',
  'cardDispenser',
];

/** Cables, paper and everything that can go wrong; faults add up. */
export const Devices = ({ state, give }: Props) => (
  <Panel title="Devices">
    <ul className="devices">
      {ORDER.map((device) => (
        <Device key={device} state={state} give={give} device={device} />
      ))}
    </ul>
  </Panel>
);
