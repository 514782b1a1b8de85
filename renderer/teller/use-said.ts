import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { ClockContext } from '../clock.ts';
import type { TellerWords } from './words.ts';

/** How long what was said stands in the foot of the page, milliseconds. */
const SAID_FOR = 30_000;

export type Sentence = (words: TellerWords) => string;
export type Said = { readonly wrong: boolean; readonly sentence: Sentence };

/** The one line of news at the foot of the page, which is read out; the last one stands. */
export function useSaid() {
  const clock = useContext(ClockContext);
  const [said, setSaid] = useState<Said | null>(null);
  const forget = useRef(() => {});
  useEffect(() => () => forget.current(), []);
  const say = useCallback(
    (sentence: Sentence, wrong = false) => {
      forget.current();
      setSaid({ sentence, wrong });
      forget.current = clock.after(SAID_FOR, () => setSaid(null));
    },
    [clock],
  );
  return { said, say };
}
