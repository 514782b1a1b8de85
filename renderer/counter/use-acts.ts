import { useCallback, useContext, useRef, useState } from 'react';
import type { CounterActName, CounterPage } from '#contracts/branch/counter.ts';
import { ClockContext } from '../clock.ts';
import type { LiveFeed } from '../live/feed.ts';
import { SHUT_OUT } from '../staff/shut-out.ts';
import type { ActContent, CounterDesk } from './desk.ts';
import type { CounterWords } from './words.ts';

/** How long what was said stands in the foot of the page, milliseconds. */
const SAID_FOR = 30_000;

export type Said = { readonly refused: boolean; readonly sentence: (words: CounterWords) => string };
const SILENCE: Said = { refused: false, sentence: () => '' };

/** Refusals by which something else was true than the page showed. */
const CHANGED: readonly string[] = [
  'staleTicket',
  'illegalMove',
  'unknownService',
  'counterUnknown',
  'idConflict',
];
/** The sentence for a refusal's code. */
export function refusedWords(name: CounterActName, code: string, { refused }: CounterWords): string {
  if (CHANGED.includes(code) || (code === 'notFound' && name !== 'call')) return refused.changed;
  return Object.hasOwn(refused, code) ? refused[code as keyof typeof refused] : refused.other;
}

/** Does acts, and says in plain words what became of each; whatever was refused, the page looks again. */
export function useActs(desk: CounterDesk, feed: LiveFeed<CounterPage>, shutOut: () => void) {
  const clock = useContext(ClockContext);
  const [said, setSaid] = useState(SILENCE);
  const forget = useRef(() => {});
  const say = useCallback(
    (news: Said) => {
      forget.current();
      setSaid(news);
      forget.current = clock.after(SAID_FOR, () => setSaid(SILENCE));
    },
    [clock],
  );
  const act = useCallback(
    async <Name extends CounterActName>(name: Name, content: ActContent<Name>, what: string | null) => {
      const outcome = await desk.act(name, content);
      if (outcome.done) {
        feed.take(outcome.page);
        // Whom "next" was is known only now.
        say({
          refused: false,
          sentence: (words) => words.done[name](what ?? outcome.page.current?.label ?? ''),
        });
        return;
      }
      const { code } = outcome;
      if (code === 'busy') return;
      if (SHUT_OUT.includes(code)) return shutOut();
      say({ refused: true, sentence: (words) => refusedWords(name, code, words) });
      feed.wake();
    },
    [desk, feed, say, shutOut],
  );
  return { act, said };
}
