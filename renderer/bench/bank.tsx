import type { BenchState } from '#contracts/bench/state.ts';
import type { Give } from './orders.ts';
import { Act, Panel } from './parts.tsx';
import { bankFaultWords } from './words.ts';

type Props = { readonly state: BenchState; readonly give: Give };

/** What can go wrong with the sandbox bank: for its next call, until further notice, or no more. */
export const Bank = ({ state, give }: Props) => (
  <Panel title="Bank" note={state.bankFaults.length === 0 ? 'not a sandbox' : null}>
    {state.bankFaults.length === 0 ? null : (
      <details className="faults">
        <summary>Faults</summary>
        <ul>
          {state.bankFaults.map((fault) => {
            const words = bankFaultWords(fault);
            const order = (on: boolean, count?: number) =>
              give({
                act: 'setBankFault',
                input: { fault, on, ...(count === undefined ? {} : { count }) },
              });
            return (
              <li key={fault} className="bank-fault">
                <span>{words}</span>
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
