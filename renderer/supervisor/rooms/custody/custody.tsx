import '../supplies/supplies.css';
import { useState } from 'react';
import type { KeptThing } from '#contracts/branch/custody.ts';
import { useLanguage, useLook } from '../../use-line.ts';
import { Looking } from '../looking.tsx';
import { Standing } from '../standing.tsx';
import { whenOf } from '../when.ts';
import { HandOut } from './hand-out.tsx';
import { CUSTODY_WORDS } from './words.ts';

/** What the machine kept, the earliest deadline first, and handing it out. */
export default function Custody() {
  const language = useLanguage();
  const words = CUSTODY_WORDS[language];
  const [looked, again] = useLook('custody.list', {});
  const [handing, setHanding] = useState<KeptThing | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  if (handing)
    return (
      <HandOut
        thing={handing}
        close={(told) => {
          setSaid(told);
          setHanding(null);
          again();
        }}
      />
    );
  return (
    <>
      <p role="status">{said}</p>
      <Looking looked={looked} again={again}>
        {({ kept, total, handedOut }) => (
          <>
            {kept.length === 0 ? <p>{words.none}</p> : null}
            <ul className="supplies">
              {kept.map((thing) => (
                <li key={thing.id} className="supply">
                  <h2>{thing.reference}</h2>
                  <Standing is={thing.overdue ? 'wrong' : 'amiss'}>
                    {thing.overdue
                      ? words.overdue(whenOf(language, thing.due))
                      : words.due(whenOf(language, thing.due))}
                  </Standing>
                  <p>
                    {words.what[thing.what]} · {words.reason[thing.reason]}
                  </p>
                  <p className="more">{words.since(whenOf(language, thing.createdAt))}</p>
                  <button type="button" className="act" onClick={() => setHanding(thing)}>
                    {words.handOut(thing.reference)}
                  </button>
                </li>
              ))}
            </ul>
            {total > kept.length ? <p className="more">{words.more(total - kept.length)}</p> : null}
            {handedOut.length === 0 ? null : <h2>{words.before}</h2>}
            <ul>
              {handedOut.map((thing) => (
                <li key={thing.id}>
                  <Handed thing={thing} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Looking>
    </>
  );
}

function Handed({ thing: { reference, handedOut } }: { readonly thing: KeptThing }) {
  const language = useLanguage();
  const words = CUSTODY_WORDS[language];
  if (!handedOut) return null;
  const { evidence, at, by, second } = handedOut;
  return (
    <>
      <Standing is="well">
        {reference} ·{' '}
        {evidence.to === 'owner'
          ? words.evidenceOwner(words.document[evidence.document], evidence.slip !== null)
          : words.evidenceBank(evidence.bag)}
      </Standing>
      <p className="more">{words.by(whenOf(language, at), by, second)}</p>
    </>
  );
}
