import type { KeypadKey } from '#contracts/keypad.ts';
import { Act, Panel } from './parts.tsx';
import type { BenchStore } from './store.ts';

type Key = readonly [KeypadKey, string, ('go' | 'stop' | 'mind')?];

/** Laid out as on an encrypting keypad: figures on the left, the coloured keys on the right. */
const KEYS: readonly Key[] = [
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
  ['cancel', 'Cancel', 'stop'],
  ['four', '4'],
  ['five', '5'],
  ['six', '6'],
  ['clear', 'Clear', 'mind'],
  ['seven', '7'],
  ['eight', '8'],
  ['nine', '9'],
  ['enter', 'Enter', 'go'],
  ['backspace', '⌫'],
  ['zero', '0'],
  ['help', '?'],
];

export const Keypad = ({ act }: { readonly act: BenchStore['act'] }) => (
  <Panel title="Keypad">
    <div className="keypad">
      {KEYS.map(([key, label, tone]) => (
        <Act key={key} tone={tone} onPress={() => act('pressKey', { key })}>
          {label}
        </Act>
      ))}
    </div>
  </Panel>
);
