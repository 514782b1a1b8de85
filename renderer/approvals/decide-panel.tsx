import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { OriginalKind } from '#contracts/bank/company.ts';
import {
  type ApprovalDecision,
  type ApprovalItem,
  approvalDecisionSchema,
} from '#contracts/branch/approval.ts';
import { REASONS_OF } from '#contracts/branch/approval-reason.ts';
import { Gist, SubjectShown } from './subject.tsx';
import type { ApprovalWords } from './words.ts';

type Props = {
  readonly item: ApprovalItem;
  readonly words: ApprovalWords;
  readonly busy: boolean;
  /** The number of whoever decides. */
  readonly own: string;
  readonly decide: (decision: ApprovalDecision) => void;
};

/** What is looked at there, then one decision with its reason, said once more before it is sent. */
export function DecidePanel({ item, words, busy, own, decide }: Props) {
  const [chosen, setChosen] = useState<ApprovalDecision | null>(null);
  const [unclear, setUnclear] = useState<readonly OriginalKind[]>([]);
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { subject, first } = item;
  const once = first?.staff === own;
  const { approve, refuse } = REASONS_OF[subject.kind];
  const needsPictures = chosen?.reason === 'pictureUnclear';
  // His yes has been said: what is left to him is a no.
  const said = once && chosen?.decision === 'approved';
  const complete = chosen !== null && !said && (!needsPictures || unclear.length > 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !busy) setAsking(true);
  };
  const radio = (decision: 'approved' | 'refused', reason: string, label: string) => (
    <label key={reason} className="reason">
      <input
        type="radio"
        name={`decision-${item.id}`}
        value={`${decision} ${reason}`}
        checked={chosen?.decision === decision && chosen.reason === reason}
        onChange={() => {
          const read = approvalDecisionSchema.safeParse({ decision, reason });
          if (read.success) setChosen(read.data);
        }}
      />
      {label}
    </label>
  );
  return (
    <div className="panel">
      <SubjectShown subject={subject} item={item.id} words={words} heading={heading} />
      <h2>{words.checkTitle}</h2>
      <ol className="checks">
        {words.checks[subject.kind].map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ol>
      <form onSubmit={submit}>
        <h2>{words.decideTitle}</h2>
        <div className="decisions">
          <fieldset>
            <legend>{words.approve}</legend>
            {!once && approve.map((reason) => radio('approved', reason, words.approveReason[reason]))}
            {item.needsSecond && <p className="hint">{secondWords(item, own, words)}</p>}
          </fieldset>
          <fieldset>
            <legend>{words.refuse}</legend>
            {refuse.map((reason) => radio('refused', reason, words.refuseReason[reason]))}
            {chosen?.reason === 'pictureUnclear' && subject.kind === 'companyAccount' && (
              <Unclear subject={subject} words={words} chosen={unclear} choose={setUnclear} />
            )}
            <p className="hint">{words.quiet}</p>
          </fieldset>
        </div>
        <button type="submit" className="go" aria-disabled={!complete || busy} data-act="next">
          {busy ? words.sending : words.next}
        </button>
      </form>
      {asking && chosen && (
        <ConfirmDialog
          item={item}
          words={words}
          chosen={chosen}
          close={() => setAsking(false)}
          send={() => {
            setAsking(false);
            decide(
              chosen.decision === 'refused' && needsPictures ? { ...chosen, unclear: [...unclear] } : chosen,
            );
          }}
        />
      )}
    </div>
  );
}

/** What a yes is worth where two must say it. */
function secondWords({ first }: ApprovalItem, own: string, { second, approveReason }: ApprovalWords): string {
  if (first === null) return second.firstMore;
  return first.staff === own ? second.yours : second.secondMore(first.staff, approveReason[first.reason]);
}

/** Which pictures are to be taken again. */
function Unclear({
  subject,
  words,
  chosen,
  choose,
}: {
  readonly subject: Extract<ApprovalItem['subject'], { kind: 'companyAccount' }>;
  readonly words: ApprovalWords;
  readonly chosen: readonly OriginalKind[];
  readonly choose: (chosen: readonly OriginalKind[]) => void;
}) {
  return (
    <fieldset className="which-unclear">
      <legend>{words.whichUnclear}</legend>
      {subject.pictures.map(({ id, original }) => (
        <label key={id} className="reason">
          <input
            type="checkbox"
            value={original}
            checked={chosen.includes(original)}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, original] : chosen.filter((one) => one !== original))
            }
          />
          {words.original[original]}
        </label>
      ))}
    </fieldset>
  );
}

/** What comes of it; of the first of two nothing comes yet. */
function moreWords(item: ApprovalItem, decision: ApprovalDecision['decision'], words: ApprovalWords): string {
  if (decision === 'refused') return words.refusedMore;
  return item.needsSecond && item.first === null
    ? words.second.firstMore
    : words.approvedMore[item.subject.kind];
}

function ConfirmDialog({
  item,
  words,
  chosen,
  close,
  send,
}: Pick<Props, 'item' | 'words'> & {
  readonly chosen: ApprovalDecision;
  readonly close: () => void;
  readonly send: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { decision } = chosen;
  const reason =
    decision === 'approved' ? words.approveReason[chosen.reason] : words.refuseReason[chosen.reason];
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onClose={close}>
      <h2 id="confirm-title">{words.confirmTitle[decision](item.reference)}</h2>
      <p className="confirm-reason">{reason}</p>
      {decision === 'approved' && <Gist subject={item.subject} />}
      <p>{moreWords(item, decision, words)}</p>
      <div className="confirm-acts">
        <button type="button" className="plain" onClick={() => dialog.current?.close()}>
          {words.cancel}
        </button>
        <button
          type="button"
          className={decision === 'approved' ? 'go' : 'go go-refuse'}
          data-act={decision}
          onClick={send}
        >
          {words.confirm[decision]}
        </button>
      </div>
    </dialog>
  );
}
