import { useId, useState } from 'react';
import type { Refused, Reply } from '../live/ask.ts';
import type { PaperWords } from './words.ts';

/** One question at a time, and what came of it in words. */
export function useQuestion<T>(words: PaperWords) {
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<T | null>(null);
  const [problem, setProblem] = useState<((words: PaperWords) => string) | null>(null);
  const fail = (say: (words: PaperWords) => string) => {
    setAnswer(null);
    setProblem(() => say);
  };
  const ask = async (question: () => Promise<Reply<T>>) => {
    setAsking(true);
    setProblem(null);
    const reply = await question();
    setAsking(false);
    setAnswer(reply.ok ? reply.value : null);
    if (!reply.ok) fail(sayRefused(reply));
  };
  return { asking, answer, problem: problem?.(words) ?? '', ask, fail };
}

const sayRefused =
  ({ code, retryAfter }: Refused) =>
  (words: PaperWords): string => {
    if (code === 'tooManyRequests') return words.tooOften(retryAfter ?? 60);
    if (code === 'bodyTooLarge') return words.tooLarge;
    return code === 'badRequest' ? words.standing.unknown : words.unreachable;
  };

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly change: (value: string) => void;
};

export function Field({ label, value, most, change }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={most}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}
