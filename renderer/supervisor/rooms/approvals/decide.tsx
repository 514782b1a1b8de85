import { useRef, useState } from 'react';
import {
  type ApprovalDecision,
  type ApprovalItem,
  approvalDecisionSchema,
} from '#contracts/branch/approval.ts';
import { REASONS_OF } from '#contracts/branch/approval-reason.ts';
import { Gist, SubjectShown } from '../../../approvals/subject.tsx';
import { useAsk, useLanguage, useMode } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import { APPROVAL_WORDS, DECISION_WORDS } from './words.ts';

type Props = { readonly item: ApprovalItem; readonly close: (said: string | null) => void };

/** What differs, what is looked at there, and one decision with its reason, said once more before it is sent. */
export function Decide({ item, close }: Props) {
  const ask = useAsk();
  const language = useLanguage();
  const words = DECISION_WORDS[language];
  const own = APPROVAL_WORDS[language];
  const { signedIn } = useMode();
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<ApprovalDecision | null>(null);
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { subject, reference, first } = item;
  const back = (
    <button type="button" className="act" onClick={() => (sure ? setSure(false) : close(null))}>
      {words.cancel}
    </button>
  );
  if ('pictures' in subject && subject.pictures.length > 0)
    return (
      <>
        <h2>{reference}</h2>
        <p>{own.pictures}</p>
        <div className="entry-acts">{back}</div>
      </>
    );
  const send = async (decision: ApprovalDecision) => {
    const answer = await ask('approvals.decide', { id: item.id, decision });
    if (answer === null) return;
    if (answer.ok) return close(words.said[decision.decision](reference));
    setSure(false);
    setProblem(WORDS[language].refusal(answer.refusal));
  };
  if (sure && chosen)
    return (
      <>
        <h2>{words.confirmTitle[chosen.decision](reference)}</h2>
        <p className="standing amiss">
          {chosen.decision === 'approved'
            ? words.approveReason[chosen.reason]
            : words.refuseReason[chosen.reason]}
        </p>
        {chosen.decision === 'approved' ? <Gist subject={subject} /> : null}
        <p>
          {chosen.decision === 'refused'
            ? words.refusedMore
            : item.needsSecond && first === null
              ? words.second.firstMore
              : words.approvedMore[subject.kind]}
        </p>
        <div className="entry-acts">
          {back}
          <button type="button" className="act act-primary" onClick={() => void send(chosen)}>
            {words.confirm[chosen.decision]}
          </button>
        </div>
      </>
    );
  const { approve, refuse } = REASONS_OF[subject.kind];
  // Whoever has said yes already can only say no now.
  const once = first !== null && first.staff === signedIn?.number;
  const reason = (decision: 'approved' | 'refused', of: string, label: string) => (
    <button
      key={of}
      type="button"
      className="act"
      aria-pressed={chosen?.decision === decision && chosen.reason === of}
      onClick={() => {
        const read = approvalDecisionSchema.safeParse({ decision, reason: of });
        if (read.success) setChosen(read.data);
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      <SubjectShown subject={subject} item={item.id} words={words} heading={heading} />
      <h2>{words.checkTitle}</h2>
      <ol className="checks">
        {words.checks[subject.kind].map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ol>
      <fieldset className="choices">
        <legend>{words.approve}</legend>
        {once ? (
          <p>{words.second.yours}</p>
        ) : (
          approve.map((one) => reason('approved', one, words.approveReason[one]))
        )}
      </fieldset>
      <fieldset className="choices">
        <legend>{words.refuse}</legend>
        {refuse.map((one) => reason('refused', one, words.refuseReason[one]))}
      </fieldset>
      <p className="more">{words.quiet}</p>
      <p role="alert" className="problem">
        {problem}
      </p>
      <div className="entry-acts">
        {back}
        <button
          type="button"
          className="act act-primary"
          aria-disabled={chosen === null}
          onClick={() => (chosen ? setSure(true) : setProblem(own.notComplete))}
        >
          {words.next}
        </button>
      </div>
    </>
  );
}
