import type { BenchState } from '#contracts/bench/state.ts';
import type { KeypadKey } from '#contracts/keypad.ts';
import { formatPhone } from '#texts/format.ts';
import { Act, Panel } from './parts.tsx';
import type { BenchStore } from './store.ts';

const KEYS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
] as const satisfies readonly KeypadKey[];

/** The only run of six figures in the bank's text. */
const codeIn = (text: string): string | null => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? null;

type Props = { readonly state: BenchState; readonly act: BenchStore['act'] };

/** What the bank texted, as it lies on the people's phones; a code can be typed with one press. */
export function Phones({ state, act }: Props) {
  const type = (code: string) => {
    for (const figure of code) {
      const key = KEYS[Number(figure)];
      if (key) act('pressKey', { key });
    }
  };
  return (
    <Panel title="Phones" note={state.messages.length === 0 ? 'no texts yet' : undefined}>
      <ul className="phones">
        {state.messages.map(({ phone, text, at }) => {
          const code = codeIn(text);
          return (
            <li key={`${at} ${phone} ${text}`}>
              <p className="quiet">
                {formatPhone(phone)} <time dateTime={at}>{at.slice(11, 19)}</time>
              </p>
              <p lang="zh-CN">{text}</p>
              {code ? <Act onPress={() => type(code)}>Type {code}</Act> : null}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
