import type { ReactNode } from 'react';
import type { ApprovalItem } from '#contracts/branch/approval.ts';
import { languageSchema } from '#contracts/language.ts';
import { AnsweredShape, OpenShape } from '../lobby/shapes.tsx';
import type { ApprovalWords } from './words.ts';

type Props = {
  readonly item: ApprovalItem;
  readonly words: ApprovalWords;
  /** The number of whoever looks at it. */
  readonly own: string;
  /** The service's wall clock now, milliseconds since the Unix epoch. */
  readonly now: number;
  readonly busy: boolean;
  readonly onOpen: () => void;
  /** What is personal, once it has been opened. */
  readonly children?: ReactNode;
};

/** One question: where, what, since when, who goes there. Nothing about a person before it is opened. */
export function ApprovalRow({ item, words, own, now, busy, onOpen, children }: Props) {
  const seen = item.state === 'seen';
  const language = languageSchema.safeParse(item.language);
  return (
    <li
      className={`approval ${seen ? 'approval-seen' : 'approval-waiting'}`}
      data-approval={item.id}
      data-state={item.state}
      data-first={item.first?.staff}
      tabIndex={-1}
      aria-labelledby={`approval-${item.id}`}
    >
      <div className="approval-head">
        <p className="approval-state">
          {seen ? <AnsweredShape /> : <OpenShape />}
          <span>{stateWords(item, words, own)}</span>
        </p>
        <dl className="approval-facts">
          <div>
            <dt className="heard-only">{words.label.terminal}</dt>
            <dd className="approval-terminal">{item.terminal}</dd>
            <dt className="heard-only">{words.label.reference}</dt>
            <dd id={`approval-${item.id}`}>{item.reference}</dd>
          </div>
          <div>
            <dt className="heard-only">{words.step}</dt>
            <dd className="approval-service">
              {words.service[item.service]}
              {item.needsSecond && ` · ${words.second.needed}`}
            </dd>
            <dd>
              {words.step}
              {language.success && ` · ${words.speaks[language.data]}`}
            </dd>
          </div>
          <div>
            <dt>{words.label.waiting}</dt>
            <dd>
              <time dateTime={item.askedAt}>{passed(now - Date.parse(item.askedAt), words)}</time>
            </dd>
          </div>
          <div>
            <dt>{words.label.endsIn}</dt>
            <dd>{passed(Date.parse(item.expiresAt) - now, words)}</dd>
          </div>
        </dl>
        {children === undefined && (
          <button type="button" className="act" data-act="open" aria-disabled={busy} onClick={onOpen}>
            {words.open}
            <span className="heard-only"> {item.reference}</span>
          </button>
        )}
      </div>
      {children}
    </li>
  );
}

function stateWords(
  { state, seenBy, escalated, first }: ApprovalItem,
  words: ApprovalWords,
  own: string,
): string {
  if (state === 'seen' && seenBy !== null) return seenBy === own ? words.seenByYou : words.seenBy(seenBy);
  if (first) return first.staff === own ? words.second.waitedYours : words.second.waited(first.staff);
  return words.state[escalated ? 'escalated' : 'waiting'];
}

/** A length of time by minutes and seconds; a negative one (a clock that was set) is none. */
function passed(milliseconds: number, words: ApprovalWords): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return words.duration(Math.floor(seconds / 60), String(seconds % 60).padStart(2, '0'));
}
