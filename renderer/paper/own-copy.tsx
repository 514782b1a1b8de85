import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { documentEndSchema } from '#contracts/branch/paper.ts';
import type { CopyAnswer, CopyWish, PaperLook } from '#contracts/branch/paper-page.ts';
import type { Reply } from '../live/ask.ts';
import { Field, useQuestion } from './question.tsx';
import type { PaperWords } from './words.ts';

type Props = {
  readonly words: PaperWords;
  readonly paper: PaperLook;
  readonly copy: (wish: CopyWish) => Promise<Reply<CopyAnswer>>;
};

/** The paper itself, for whoever knows besides how the document ends that was shown when it was signed. */
export function OwnCopy({ words, paper, copy }: Props) {
  const [end, setEnd] = useState('');
  const { asking, answer, problem, ask, fail } = useQuestion<CopyAnswer>(words);
  const address = useAddress(answer?.result === 'given' ? answer.file : null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const documentEnd = documentEndSchema.safeParse(end.trim().toUpperCase());
    if (asking) return;
    if (!documentEnd.success) fail(({ copy: { missing } }) => missing);
    else void ask(() => copy({ ...paper, documentEnd: documentEnd.data }));
  };
  return (
    <form className="rate" onSubmit={send} noValidate>
      <h2>{words.copy.title}</h2>
      <p className="hint">{words.copy.more}</p>
      <Field label={words.copy.end} value={end} most={4} change={setEnd} />
      <p className="problem" role="alert">
        {problem}
      </p>
      <button type="submit" className="go" aria-disabled={asking}>
        {asking ? words.looking : words.copy.fetch}
      </button>
      <p role="status" data-copy={answer?.result}>
        <strong>{answer && said(words, answer)}</strong>
      </p>
      {address && (
        <a className="go" href={address} download={`${paper.number}.pdf`}>
          {words.copy.save}
        </a>
      )}
    </form>
  );
}

function said({ copy }: PaperWords, answer: CopyAnswer): string {
  return answer.result === 'wrong' ? copy.wrong(answer.triesLeft) : copy[answer.result];
}

/** An address of the page's own for the bytes, given back when they are not shown any more. */
function useAddress(file: string | null): string | null {
  const address = useMemo(
    () =>
      file === null ? null : URL.createObjectURL(new Blob([bytesOf(file)], { type: 'application/pdf' })),
    [file],
  );
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address]);
  return address;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
