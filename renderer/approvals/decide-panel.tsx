import { type FormEvent, useEffect, useRef, useState } from 'react';
import {
  APPROVE_REASONS,
  type ApprovalDecision,
  type ApprovalItem,
  approvalDecisionSchema,
  REFUSE_REASONS,
} from '#contracts/branch/approval.ts';
import type { ApprovalWords } from './words.ts';

type Props = {
  readonly item: ApprovalItem;
  readonly words: ApprovalWords;
  readonly busy: boolean;
  readonly decide: (decision: ApprovalDecision) => void;
};

/** What is looked at there, then one decision with its reason, said once more before it is sent. */
export function DecidePanel({ item, words, busy, decide }: Props) {
  const [chosen, setChosen] = useState<ApprovalDecision | null>(null);
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { subject } = item;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen && !busy) setAsking(true);
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
      <h2 ref={heading} tabIndex={-1}>
        {words.label.why}
      </h2>
      <p>{words.why[subject.why]}</p>
      <dl className="differs">
        <div className="differs-new">
          <dt>{words.label.newPhone}</dt>
          <dd>{grouped(subject.newPhone)}</dd>
        </div>
        <div>
          <dt>{words.label.oldPhone}</dt>
          <dd>
            {subject.oldPhone === null ? words.noOldPhone : `${subject.oldPhone} · ${words.cannotReceive}`}
          </dd>
        </div>
        <div>
          <dt>{words.label.card}</dt>
          <dd>•••• {subject.cardLast4}</dd>
        </div>
      </dl>
      <h2>{words.checkTitle}</h2>
      <ol className="checks">
        {words.checks.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ol>
      <form onSubmit={submit}>
        <h2>{words.decideTitle}</h2>
        <div className="decisions">
          <fieldset>
            <legend>{words.approve}</legend>
            {APPROVE_REASONS.map((reason) => radio('approved', reason, words.approveReason[reason]))}
          </fieldset>
          <fieldset>
            <legend>{words.refuse}</legend>
            {REFUSE_REASONS.map((reason) => radio('refused', reason, words.refuseReason[reason]))}
            <p className="hint">{words.quiet}</p>
          </fieldset>
        </div>
        <button type="submit" className="go" aria-disabled={chosen === null || busy} data-act="next">
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
            decide(chosen);
          }}
        />
      )}
    </div>
  );
}

/** Shown as people say it: three, four, four. */
const grouped = (phone: string) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;

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
      {decision === 'approved' && <p className="confirm-new">{grouped(item.subject.newPhone)}</p>}
      <p>{words.confirmMore[decision]}</p>
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
