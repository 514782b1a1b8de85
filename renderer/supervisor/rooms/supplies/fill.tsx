import { useState } from 'react';
import { type Supply, USED_UP } from '#contracts/supervisor/asks/supplies.ts';
import { CountField } from '../../count-field.tsx';
import { useAsk, useLanguage } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import { SUPPLIES_WORDS } from './words.ts';

type Props = { readonly supply: Supply; readonly close: (said: string | null) => void };

/** What was counted, and what there is now: entered as one thing. */
export function Fill({ supply, close }: Props) {
  const ask = useAsk();
  const language = useLanguage();
  const words = SUPPLIES_WORDS[language];
  const [found, setFound] = useState('');
  const [amount, setAmount] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const usedUp = USED_UP.has(supply);
  const save = async () => {
    const answer = await ask('supplies.fill', {
      supply,
      found: found === '' ? null : Number(found),
      amount: Number(amount),
    });
    if (answer === null) return;
    if (!answer.ok) return setProblem(WORDS[language].refusal(answer.refusal));
    const { difference } = answer.value;
    close(difference === null ? words.saved : difference === 0 ? words.agrees : words.differs(difference));
  };
  return (
    <form
      className="fill"
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== '') void save();
      }}
    >
      <h2>{words.supply[supply]}</h2>
      <CountField label={words.found(usedUp)} more={words.notCounted} value={found} set={setFound} />
      <CountField label={words.amount(usedUp)} value={amount} set={setAmount} />
      <p role="alert" className="problem">
        {problem}
      </p>
      <div className="entry-acts">
        <button type="button" className="act" onClick={() => close(null)}>
          {words.cancel}
        </button>
        <button type="submit" className="act act-primary" aria-disabled={amount === ''}>
          {words.save}
        </button>
      </div>
    </form>
  );
}
