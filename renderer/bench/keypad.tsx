import type { KeypadKey } from '#contracts/keypad.ts';
import { type Give, KEY_NAMES } from './orders.ts';
import { Act, Panel, type Tone } from './parts.tsx';

/** Row by row as on an encrypting keypad: figures at the left, the coloured keys at the right. */
const KEYS: readonly (readonly [KeypadKey, Tone?])[] = [
  ['one'],
  ['two'],
  ['three'],
  ['cancel', 'stop'],
  ['four'],
  ['five'],
  ['six'],
  ['clear', 'mind'],
  ['seven'],
  ['eight'],
  ['nine'],
  ['backspace'],
  ['help'],
  ['zero'],
  ['enter', 'go'],
];

export const Keypad = ({ give }: { readonly give: Give }) => (
  <Panel title="Keypad" className="keypad-panel">
    <div className="keypad">
      {KEYS.map(([key, tone]) => (
        <Act
          key={key}
          tone={tone}
          ear={key === 'backspace' ? 'Backspace' : undefined}
          onPress={() => give({ act: 'pressKey', input: { key } })}
        >
          {key === 'backspace' ? '⌫' : KEY_NAMES[key]}
        </Act>
      ))}
    </div>
  </Panel>
);
