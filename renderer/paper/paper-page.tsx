import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { PAPER_BYTES } from '#contracts/branch/paper.ts';
import type {
  CopyAnswer,
  CopyWish,
  PaperChecked,
  PaperLook,
  PaperStanding,
} from '#contracts/branch/paper-page.ts';
import type { Language } from '#contracts/language.ts';
import { instantWords } from '../feedback/words.ts';
import type { Reply } from '../live/ask.ts';
import { OwnCopy } from './own-copy.tsx';
import { Field, useQuestion } from './question.tsx';
import { en, type PaperWords, zhCN } from './words.ts';

const WORDS: Readonly<Record<Language, PaperWords>> = { 'zh-CN': zhCN, en };

type Props = {
  /** What the address says already. */
  readonly code: string;
  readonly number: string;
  readonly look: (paper: PaperLook) => Promise<Reply<{ readonly standing: PaperStanding }>>;
  readonly copy: (wish: CopyWish) => Promise<Reply<CopyAnswer>>;
  readonly check: (file: Blob) => Promise<Reply<PaperChecked>>;
};

/** A signed paper in anybody's hand: whether it is kept here, and whether a file of it is whole. */
export function PaperPage({ code, number, look, copy, check }: Props) {
  const [language, choose] = useState<Language>(() =>
    navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
  );
  const words = WORDS[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language, words]);
  return (
    <div className="phone">
      <header>
        <p>{words.title}</p>
        <button
          type="button"
          className="phone-language"
          lang={words.other.language}
          onClick={() => choose(words.other.language)}
        >
          {words.other.name}
        </button>
      </header>
      <main>
        <h1>{words.title}</h1>
        <ByCode words={words} code={code} number={number} look={look} copy={copy} />
        <ByFile words={words} language={language} check={check} />
      </main>
      <footer>{words.sealedEvidence}</footer>
    </div>
  );
}

type CodeProps = Pick<Props, 'code' | 'number' | 'look' | 'copy'> & { readonly words: PaperWords };

function ByCode({ words, code, number, look, copy }: CodeProps) {
  const [typedNumber, setNumber] = useState(number);
  const [typedCode, setCode] = useState(code);
  const { asking, answer, problem, ask, fail } = useQuestion<{ readonly standing: PaperStanding }>(words);
  const paper = { number: typedNumber.trim(), code: typedCode.trim() };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (asking) return;
    if (paper.number === '' || paper.code === '') fail(({ missing }) => missing);
    else void ask(() => look(paper));
  };
  return (
    <>
      <form className="rate" onSubmit={send} noValidate>
        <h2>{words.byCode}</h2>
        <p className="hint">{words.byCodeMore}</p>
        <Field label={words.number} value={typedNumber} most={96} change={setNumber} />
        <Field label={words.code} value={typedCode} most={24} change={setCode} />
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="go" aria-disabled={asking}>
          {asking ? words.looking : words.look}
        </button>
        <p role="status" data-standing={answer?.standing}>
          <strong>{answer && words.standing[answer.standing]}</strong>
        </p>
      </form>
      {answer?.standing === 'kept' && <OwnCopy words={words} paper={paper} copy={copy} />}
    </>
  );
}

type FileProps = Pick<Props, 'check'> & { readonly words: PaperWords; readonly language: Language };

function ByFile({ words, language, check }: FileProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { asking, answer, problem, ask, fail } = useQuestion<PaperChecked>(words);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    if (asking) return;
    if (!file) fail(({ noFile }) => noFile);
    else if (file.size > PAPER_BYTES) fail(({ tooLarge }) => tooLarge);
    else void ask(() => check(file));
  };
  return (
    <form className="rate" onSubmit={send} noValidate>
      <h2>{words.byFile}</h2>
      <p className="hint">{words.byFileMore}</p>
      <div className="field">
        <label htmlFor={id}>{words.file}</label>
        <input id={id} ref={input} type="file" accept="application/pdf,.pdf" />
      </div>
      <p className="problem" role="alert">
        {problem}
      </p>
      <button type="submit" className="go" aria-disabled={asking}>
        {asking ? words.looking : words.check}
      </button>
      <div role="status" data-outcome={answer?.outcome}>
        {answer && <Checked answer={answer} words={words} language={language} />}
      </div>
    </form>
  );
}

type CheckedProps = {
  readonly answer: PaperChecked;
  readonly words: PaperWords;
  readonly language: Language;
};

function Checked({ answer, words, language }: CheckedProps): ReactNode {
  return (
    <>
      <p>
        <strong>{words.outcome[answer.outcome]}</strong>
      </p>
      <p>{words.fileStanding[answer.standing]}</p>
      <ul>
        {answer.signatures.map(({ by, name, trusted, claimedAt, stampedAt }) => (
          <li key={by}>
            {words.signer[by]}: <bdi>{name}</bdi> · {trusted ? words.believed : words.notBelieved} ·{' '}
            {words.signedAt(instantWords(claimedAt, language))}
            {by === 'bank' &&
              ` · ${stampedAt ? words.stampedAt(instantWords(stampedAt, language)) : words.notStamped}`}
          </li>
        ))}
      </ul>
    </>
  );
}
