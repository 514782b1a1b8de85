import { useState } from 'react';
import { NumberAndPin } from './number-pin.tsx';
import { useLanguage, useLine } from './use-line.ts';
import { WORDS } from './words.ts';

/** The way in. Nothing else is on the page: whoever has found it by chance leaves by one touch. */
export function SignIn() {
  const line = useLine();
  const words = WORDS[useLanguage()];
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (number: string, pin: string) => {
    setBusy(true);
    setProblem(null);
    const answer = await line.ask('entry.signIn', { number, pin });
    setBusy(false);
    if (!answer.ok) setProblem(words.refusal(answer.refusal));
  };
  return (
    <NumberAndPin
      title={words.signIn}
      problem={busy ? words.looking : problem}
      busy={busy}
      send={(number, pin) => void send(number, pin)}
      cancel={{ label: words.leave, run: () => void line.ask('entry.leave', {}) }}
    />
  );
}
