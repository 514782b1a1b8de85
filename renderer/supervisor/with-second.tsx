import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { AskInput, AskName } from '#contracts/supervisor/asks.ts';
import type { Answer, Second } from './line.ts';
import { NumberAndPin } from './number-pin.tsx';
import { AskContext, useLanguage, useLine } from './use-line.ts';
import { WORDS } from './words.ts';

type Wanted = { readonly give: (second: Second | null) => void; readonly problem: string | null };

/** Where the bank wants somebody else to agree, he is asked here, and what was asked for is asked once more with him. */
export function WithSecond({ children }: { readonly children: ReactNode }) {
  const line = useLine();
  const words = WORDS[useLanguage()];
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [busy, setBusy] = useState(false);
  const said = useRef(words);
  said.current = words;
  const ask = useCallback(
    async <Name extends AskName>(name: Name, input: AskInput<Name>): Promise<Answer<Name> | null> => {
      let answer = await line.ask(name, input);
      let problem: string | null = null;
      while (!answer.ok && isOfSecond(answer.refusal.code, problem !== null)) {
        if (answer.refusal.code !== 'secondWanted') problem = said.current.refusal(answer.refusal);
        const told = problem;
        const second = await new Promise<Second | null>((give) => setWanted({ give, problem: told }));
        if (!second) {
          setWanted(null);
          return null;
        }
        setBusy(true);
        answer = await line.ask(name, input, second);
        setBusy(false);
        problem = answer.ok ? null : said.current.refusal(answer.refusal);
      }
      setWanted(null);
      return answer;
    },
    [line],
  );
  return (
    <AskContext value={ask}>
      {wanted ? (
        <NumberAndPin
          title={words.second}
          more={words.secondMore}
          problem={busy ? words.looking : wanted.problem}
          busy={busy}
          send={(number, pin) => wanted.give({ number, pin })}
          cancel={{ label: words.cancel, run: () => wanted.give(null) }}
        />
      ) : null}
      <div hidden={wanted !== null}>{children}</div>
    </AskContext>
  );
}

/** What is about the second person, not about what was asked for. */
const isOfSecond = (code: string, begun: boolean): boolean =>
  code === 'secondWanted' ||
  (begun && ['pinWrong', 'waits', 'pinLocked', 'samePerson', 'expired', 'notAllowed'].includes(code));
