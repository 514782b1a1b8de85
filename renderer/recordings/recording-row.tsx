import { useId, useRef } from 'react';
import { instantWords } from '../feedback/words.ts';
import type { Ask } from '../staff/api.ts';
import { useLanguage } from '../staff/language.tsx';
import { WORDS as USE_WORDS } from '../use/words.ts';
import { Opened } from './opened.tsx';
import { type FoundRecording, type RecordingsWords, WORDS } from './words.ts';

type Props = {
  readonly ask: Ask;
  readonly recording: FoundRecording;
  readonly isOpen: boolean;
  /** By its token; null closes. */
  readonly open: (recording: string | null) => void;
};

/** One recording: how it ended, what of, where, when, how long; and beneath it, once it is open, what it shows. */
export function RecordingRow({ ask, recording, isOpen, open }: Props) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const when = instantWords(recording.openedAt, language);
  const facts = [
    recording.service === 'call'
      ? ([words.label.call, callWords(recording, words)] as const)
      : ([words.label.service, USE_WORDS[language].services[recording.service]] as const),
    [words.label.terminal, recording.terminal],
    [words.label.when, when],
    [words.label.length, words.length(recording.count)],
    ...(recording.call === null ? [[words.label.paper, recording.paper ?? words.noPaper] as const] : []),
  ] as const;
  const close = () => {
    button.current?.focus();
    open(null);
  };
  return (
    <li className="recording" data-recording={recording.recording} data-state={recording.state}>
      <div className="recording-head">
        <p className="recording-state">
          <strong>{words.state[recording.state]}</strong>
          {recording.reason !== null && <span>{words.reason[recording.reason]}</span>}
        </p>
        <dl className="recording-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {recording.deletedAt !== null ? (
          <p className="hint">{words.deleted(instantWords(recording.deletedAt, language))}</p>
        ) : recording.count === 0 ? (
          <p className="hint">{words.nothingKept}</p>
        ) : (
          <button
            ref={button}
            type="button"
            className="plain"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => open(isOpen ? null : recording.recording)}
          >
            {isOpen ? words.close : words.open}
            <span className="heard-only"> {words.which(recording.terminal, when)}</span>
          </button>
        )}
      </div>
      {isOpen && (
        <div className="recording-opened" id={id}>
          <Opened ask={ask} recording={recording} when={when} close={close} />
        </div>
      )}
    </li>
  );
}

const callWords = ({ call }: FoundRecording, words: RecordingsWords): string =>
  call === null ? '' : words.ofCall(call.reference, call.part, call.teller);
