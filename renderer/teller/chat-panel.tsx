import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Language } from '#contracts/language.ts';
import { DEEDS, shownKey } from './keys.ts';
import { timeOf } from './passed.ts';
import type { ChatLine } from './picture.ts';
import type { TellerWords } from './words.ts';

/** Longest line. */
const MOST = 300;

type Props = {
  readonly chat: readonly ChatLine[];
  readonly words: TellerWords;
  /** The customer's. */
  readonly language: Language;
  readonly caption: (text: string) => void;
  readonly say: (text: string) => void;
};

/** What was written by both, and one field: what is typed there is the caption at once, and a line of the chat by Enter. */
export function ChatPanel({ chat, words, language, caption, say }: Props) {
  const [text, setText] = useState('');
  const log = useRef<HTMLDivElement>(null);
  const last = chat.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the last line is what is scrolled to.
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [last]);
  // What half a sentence is shown to the customer goes with the case.
  const latest = useRef(caption);
  latest.current = caption;
  useEffect(() => () => latest.current(''), []);
  const finish = () => {
    const line = text.trim();
    if (line === '') return;
    say(line);
    setText('');
    caption('');
  };
  const pressed = (event: KeyboardEvent) => {
    // Enter that ends a word of an input method is that word's.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    finish();
  };
  return (
    <section className="box chat" aria-labelledby="chat-title" data-region="chat" tabIndex={-1}>
      <h2 id="chat-title">{words.chat}</h2>
      <div
        ref={log}
        className="chat-log"
        role="log"
        aria-labelledby="chat-title"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard, too.
        tabIndex={0}
      >
        {chat.length === 0 && <p className="soft">{words.chatEmpty}</p>}
        {chat.map((line) => (
          <p key={line.id} className={`line-of line-of-${line.from}`} data-line-state={line.state}>
            <span className="soft">
              {line.from === 'customer' ? words.him : words.you} {timeOf(line.at)}
            </span>{' '}
            <span className="line-text" lang={line.from === 'customer' ? language : undefined}>
              {line.text}
            </span>
            {line.state !== 'said' && <strong className="line-open"> · {words.lineState[line.state]}</strong>}
          </p>
        ))}
      </div>
      <form
        className="write"
        onSubmit={(event) => {
          event.preventDefault();
          finish();
        }}
      >
        <label htmlFor="write">
          {words.write} <kbd>{shownKey(DEEDS.write)}</kbd>
        </label>
        <div className="write-row">
          <textarea
            id="write"
            data-home
            rows={2}
            value={text}
            maxLength={MOST}
            autoComplete="off"
            aria-describedby="write-hint"
            onKeyDown={pressed}
            onChange={({ target }) => {
              setText(target.value);
              caption(target.value.slice(0, MOST));
            }}
          />
          <button type="submit" className="small">
            {words.send} <kbd>⏎</kbd>
          </button>
        </div>
        <p id="write-hint" className="hint">
          {words.writeHint}
        </p>
      </form>
    </section>
  );
}
