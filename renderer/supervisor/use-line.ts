import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Language } from '#contracts/language.ts';
import type { AskInput, AskName, AskOutput } from '#contracts/supervisor/asks.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { SupervisorState } from '#contracts/supervisor/session.ts';
import type { Answer, LineView, SupervisorLine } from './line.ts';

export const LineContext = createContext<SupervisorLine | null>(null);
export const LanguageContext = createContext<Language>('zh-CN');
/** Asks, and where the bank wants somebody else to agree asks him first; null: nobody did. */
export const AskContext = createContext<
  (<Name extends AskName>(name: Name, input: AskInput<Name>) => Promise<Answer<Name> | null>) | null
>(null);

export function useLine(): SupervisorLine {
  const line = useContext(LineContext);
  if (!line) throw new Error('outside supervisor mode');
  return line;
}

export function useView(): LineView {
  const line = useLine();
  return useSyncExternalStore(line.subscribe, line.view);
}

/** How the mode stands; only behind the sign-in. */
export function useMode(): SupervisorState {
  const { state } = useView();
  if (!state) throw new Error('the host has not spoken');
  return state;
}

export const useLanguage = (): Language => useContext(LanguageContext);

/** Does something: with a second person where one is wanted. */
export function useAsk() {
  const ask = useContext(AskContext);
  if (!ask) throw new Error('outside supervisor mode');
  return ask;
}

export type Looked<Name extends AskName> =
  | { readonly is: 'waiting' }
  | { readonly is: 'there'; readonly value: AskOutput<Name> }
  | { readonly is: 'refused'; readonly refusal: AskRefusal };

/** What the host answers to a look; asked again when it has grown old, and by `again`. The input is compared by its text. */
export function useLook<Name extends AskName>(
  name: Name,
  input: AskInput<Name>,
): readonly [Looked<Name>, () => void] {
  const line = useLine();
  const [looked, setLooked] = useState<Looked<Name>>({ is: 'waiting' });
  const [turn, setTurn] = useState(0);
  const text = JSON.stringify(input);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  useEffect(() => line.onNews(name, again), [line, name, again]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks for the same once more
  useEffect(() => {
    let over = false;
    void line.ask(name, JSON.parse(text) as AskInput<Name>).then((answer) => {
      if (over) return;
      setLooked(
        answer.ok ? { is: 'there', value: answer.value } : { is: 'refused', refusal: answer.refusal },
      );
    });
    return () => {
      over = true;
    };
  }, [line, name, text, turn]);
  return [looked, again];
}
