import type { BenchDevice, BenchState } from '#contracts/bench/state.ts';
import { Act, Panel } from './parts.tsx';
import type { BenchStore } from './store.ts';

type Props = { readonly state: BenchState; readonly act: BenchStore['act'] };

const DEVICES: readonly (readonly [BenchDevice, string])[] = [
  ['idScanner', 'ID reader'],
  ['cardReader', 'Card reader'],
  ['receiptPrinter', 'Receipt printer'],
];
const PAPERS = ['full', 'low', 'out'] as const;

/** `jamOnInsert` as people write it: "jam on insert". */
const inWords = (name: string): string => name.replaceAll(/([A-Z0-9]+)/g, ' $1').toLowerCase();

const Supplies = ({ state, act }: Props) => {
  const { paper, cover } = state.receiptPrinter;
  return (
    <p className="line">
      <span className="quiet">paper</span>
      {PAPERS.map((level) => (
        <Act key={level} pressed={paper === level} onPress={() => act('setPaper', { paper: level })}>
          {level}
        </Act>
      ))}
      <Act pressed={cover === 'open'} onPress={() => act(cover === 'open' ? 'closeCover' : 'openCover')}>
        cover open
      </Act>
    </p>
  );
};

/** Cables, paper, and everything that can go wrong; faults add up. */
export const Devices = ({ state, act }: Props) => (
  <Panel title="Devices">
    {DEVICES.map(([device, name]) => {
      const { plugged, faults } = state[device];
      return (
        <section className="device" key={device}>
          <h3>
            {name}
            <Act
              pressed={!plugged}
              tone={plugged ? undefined : 'stop'}
              onPress={() => act(plugged ? 'unplug' : 'plugIn', { device })}
            >
              {plugged ? 'unplug' : 'unplugged'}
            </Act>
          </h3>
          {device === 'receiptPrinter' ? <Supplies state={state} act={act} /> : null}
          <p className="line">
            {(state.faults[device] ?? []).map((fault) => {
              const on = faults.includes(fault);
              return (
                <Act key={fault} pressed={on} onPress={() => act('setFault', { device, fault, on: !on })}>
                  {inWords(fault)}
                </Act>
              );
            })}
          </p>
        </section>
      );
    })}
  </Panel>
);

/** The sandbox bank does not tell which faults are on, so each is an order: once, on, or off. */
export const BankFaults = ({ state, act }: Props) => (
  <Panel title="Bank">
    <ul className="bank-faults">
      {state.bankFaults.map((fault) => (
        <li className="line" key={fault}>
          <span className="bank-fault">{inWords(fault)}</span>
          <Act onPress={() => act('setBankFault', { fault, on: true, count: 1 })}>once</Act>
          <Act onPress={() => act('setBankFault', { fault, on: true })}>on</Act>
          <Act onPress={() => act('setBankFault', { fault, on: false })}>off</Act>
        </li>
      ))}
    </ul>
  </Panel>
);
