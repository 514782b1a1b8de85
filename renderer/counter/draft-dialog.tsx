import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type DraftClose,
  draftDroppedSchema,
  draftQuestionSchema,
  type OpenedDrafts,
  openedDraftsSchema,
} from '#contracts/branch/draft.ts';
import type { Language } from '#contracts/language.ts';
import { DOCUMENT_TYPES, type DocumentType } from '#contracts/services/service.ts';
import { textsFor } from '#texts/format.ts';
import type { Ask } from '../live/ask.ts';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { DraftSteps } from './draft-steps.tsx';
import { DRAFT_WORDS, type DraftWords } from './draft-words.ts';
import { timeAt } from './time-at.ts';

type Props = {
  readonly ask: Ask;
  readonly language: Language;
  readonly timeZone: string;
  readonly close: () => void;
  /** The session is over. */
  readonly shutOut: () => void;
};

/** What the customer has entered at a terminal, once his document has been looked at. Nothing of it outlives the dialog. */
export function DraftDialog({ ask, language, timeZone, close, shutOut }: Props) {
  const words = DRAFT_WORDS[language];
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // What is in the hand is nearly always an ID card: its number can be typed at once.
    dialog.current?.querySelector<HTMLInputElement>('#draft-number')?.focus();
  }, []);
  const [opened, setOpened] = useState<OpenedDrafts['drafts'] | null>(null);
  const [said, say] = useState<Said>(SILENCE);
  const [busy, setBusy] = useState(false);

  const failed = (code: string) => {
    if (SHUT_OUT.includes(code)) return shutOut();
    say({ wrong: true, text: refusedWords(code, words) });
  };
  const open = async (documentType: DocumentType, typed: string) => {
    const question = draftQuestionSchema.safeParse({ documentType, documentNumber: typed });
    if (!question.success) return say({ wrong: true, text: words.refused.badNumber });
    setBusy(true);
    say({ wrong: false, text: words.opening });
    const answer = await ask('/counter/api/drafts/open', openedDraftsSchema, {
      method: 'POST',
      body: question.data,
    });
    setBusy(false);
    if (!answer.ok) return failed(answer.code);
    setOpened(answer.value.drafts);
    say(answer.value.drafts.length === 0 ? { wrong: false, text: words.none } : SILENCE);
  };
  const finish = async (id: string, outcome: DraftClose['outcome']) => {
    setBusy(true);
    const answer = await ask('/counter/api/drafts/close', draftDroppedSchema, {
      method: 'POST',
      body: { id, outcome },
    });
    setBusy(false);
    if (!answer.ok) return failed(answer.code);
    setOpened((drafts) => (drafts ?? []).filter((draft) => draft.id !== id));
    say({ wrong: false, text: words.closed[outcome] });
  };

  const news = (
    <p role={said.wrong ? 'alert' : 'status'} className="draft-said" data-wrong={said.wrong}>
      {said.text}
    </p>
  );
  return (
    <dialog ref={dialog} className="transfer draft" aria-labelledby="draft-title" onClose={close}>
      <h2 id="draft-title">{words.title}</h2>
      {opened === null || opened.length === 0 ? (
        <Identify words={words} busy={busy} wrong={said.wrong} open={open}>
          {news}
        </Identify>
      ) : (
        opened.map((draft) => (
          <section key={draft.id} className="draft-one" aria-labelledby={`draft-${draft.id}`}>
            <h3 id={`draft-${draft.id}`}>
              {textsFor(language).t(`service.${draft.service}`)} · {draft.label}
            </h3>
            <p className="draft-holder">{words.holder(draft.holder.name, draft.holder.documentEnd)}</p>
            <p>{words.lookAtPerson}</p>
            {!draft.compared && <p className="notice">{words.notCompared}</p>}
            <DraftSteps steps={draft.steps} language={language} />
            <p className="draft-saved">{words.saved(timeAt(draft.savedAt, timeZone))}</p>
            <div className="draft-acts">
              {(['used', 'notWanted'] as const).map((outcome) => (
                <button
                  type="button"
                  className="plain"
                  key={outcome}
                  disabled={busy}
                  onClick={() => void finish(draft.id, outcome)}
                >
                  {words[outcome]}
                </button>
              ))}
            </div>
          </section>
        ))
      )}
      {opened !== null && opened.length > 0 && news}
      <button type="button" className="plain" onClick={() => dialog.current?.close()}>
        {words.leave} <kbd>Esc</kbd>
      </button>
    </dialog>
  );
}

type Said = { readonly wrong: boolean; readonly text: string };
const SILENCE: Said = { wrong: false, text: '' };

type IdentifyProps = {
  readonly wrong: boolean;
  /** What was said last, beside what it is about. */
  readonly children: ReactNode;
  readonly words: DraftWords;
  readonly busy: boolean;
  readonly open: (type: DocumentType, number: string) => Promise<void>;
};

/** Which document the customer has shown, and its number. */
function Identify({ words, busy, wrong, open, children }: IdentifyProps) {
  const [type, setType] = useState<DocumentType>('residentIdCard');
  const [number, setNumber] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) void open(type, number.trim().toUpperCase());
  };
  return (
    <form className="draft-ask" onSubmit={submit} autoComplete="off">
      <p>{words.lead}</p>
      <fieldset>
        <legend>{words.documentType}</legend>
        {DOCUMENT_TYPES.map((each) => (
          <label key={each}>
            <input type="radio" name="documentType" checked={type === each} onChange={() => setType(each)} />
            {words.documents[each]}
          </label>
        ))}
      </fieldset>
      <label htmlFor="draft-number">{words.number}</label>
      <input
        id="draft-number"
        value={number}
        maxLength={18}
        autoComplete="off"
        spellCheck={false}
        aria-describedby="draft-number-hint"
        aria-invalid={wrong}
        onChange={(event) => setNumber(event.target.value)}
      />
      <p id="draft-number-hint">{words.numberHint}</p>
      {children}
      <button type="submit" className="deed deed-primary" aria-disabled={busy}>
        <span>{words.open}</span>
        <kbd>⏎</kbd>
      </button>
    </form>
  );
}

const refusedWords = (code: string, { refused }: DraftWords): string =>
  Object.hasOwn(refused, code) ? refused[code as keyof typeof refused] : refused.other;
