import './approvals.css';
import '../supplies/supplies.css';
import { useState } from 'react';
import type { ApprovalItem } from '#contracts/branch/approval.ts';
import { useLanguage, useLook } from '../../use-line.ts';
import { Looking } from '../looking.tsx';
import { Standing } from '../standing.tsx';
import { whenOf } from '../when.ts';
import { Decide } from './decide.tsx';
import { APPROVAL_WORDS, DECISION_WORDS } from './words.ts';

/** What other machines of the branch ask a person, the one that ends first on top. */
export default function Approvals() {
  const language = useLanguage();
  const words = DECISION_WORDS[language];
  const own = APPROVAL_WORDS[language];
  const [looked, again] = useLook('approvals.list', {});
  const [chosen, setChosen] = useState<ApprovalItem | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  if (chosen)
    return (
      <Decide
        item={chosen}
        close={(told) => {
          setSaid(told);
          setChosen(null);
          again();
        }}
      />
    );
  return (
    <>
      <p role="status">{said}</p>
      <p className="more">{own.more}</p>
      <Looking looked={looked} again={again}>
        {({ approvals, total }) => (
          <>
            {approvals.length === 0 ? <p>{words.nothing}</p> : null}
            <ul className="supplies">
              {soonest(approvals).map((item) => (
                <li key={item.id} className="supply">
                  <h2>
                    {item.reference} · {item.terminal}
                  </h2>
                  <Standing is={item.escalated ? 'wrong' : item.state === 'seen' ? 'well' : 'amiss'}>
                    {item.seenBy !== null
                      ? words.seenBy(item.seenBy)
                      : item.first
                        ? words.second.waited(item.first.staff)
                        : words.state[item.escalated ? 'escalated' : 'waiting']}
                  </Standing>
                  <p>
                    {words.service[item.service]}
                    {item.needsSecond ? ` · ${words.second.needed}` : null}
                  </p>
                  <p className="more">{own.ends(whenOf(language, item.expiresAt))}</p>
                  <button type="button" className="act" onClick={() => setChosen(item)}>
                    {own.open(item.reference)}
                  </button>
                </li>
              ))}
            </ul>
            {total > approvals.length ? <p className="more">{words.more(total - approvals.length)}</p> : null}
          </>
        )}
      </Looking>
    </>
  );
}

const soonest = (items: readonly ApprovalItem[]): ApprovalItem[] =>
  [...items].sort((one, other) => one.expiresAt.localeCompare(other.expiresAt));
