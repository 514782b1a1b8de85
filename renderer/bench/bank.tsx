import type { BenchState } from '#contracts/bench/state.ts';
import type { Give } from './orders.ts';
import { Act, Panel } from './parts.tsx';
import { bankFaultWords } from './words.ts';

type Props = { readonly state: BenchState; readonly give: Give };

const onWords = (remaining: number | null): string =>
  remaining === null ? ' (on)' : ` (on for ${remaining} more)`;

/** What can go wrong with the sandbox bank: for its next call, until further notice, or no more. */
export const Bank = ({ state, give }: Props) => (
  <Panel title="Bank" note={state.bankFaults.length === 0 ? 'not a sandbox' : null}>
    {state.bankFaults.length === 0 ? null : (
      <details className="faults">
        <summary>Faults</summary>
        <ul>
          {state.bankFaults.map((fault) => {
            const words = bankFaultWords(fault);
            const on = state.bankFaultsOn.find((known) => known.fault === fault);
            const order = (wanted: boolean, count?: number) =>
              give({
                act: 'setBankFault',
                input: { fault, on: wanted, ...(count === undefined ? {} : { count }) },
              });
            return (
              <li key={fault} className="bank-fault">
                <span>
                  {words}
                  {on ? <strong>{onWords(on.remaining)}</strong> : null}
                </span>
                <span className="bank-acts">
                  <Act ear={`once: ${words}`} onPress={() => order(true, 1)}>
                    once
                  </Act>
                  <Act ear={`on: ${words}`} onPress={() => order(true)}>
                    on
                  </Act>
                  <Act ear={`off: ${words}`} onPress={() => order(false)}>
                    off
                  </Act>
                </span>
              </li>
            );
          })}
        </ul>
      </details>
    )}
  </Panel>
);
