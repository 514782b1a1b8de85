import '../supplies/supplies.css';
import type { CustomerPromise } from '#contracts/branch/promise.ts';
import { useLanguage, useLook } from '../../use-line.ts';
import { Looking } from '../looking.tsx';
import { Standing } from '../standing.tsx';
import { whenOf } from '../when.ts';
import { PROMISE_WORDS } from './words.ts';

/** What customers of the branch were promised, the earliest deadline first, each with whose it is. */
export default function Promises() {
  const words = PROMISE_WORDS[useLanguage()];
  const [looked, again] = useLook('promises.list', {});
  return (
    <Looking looked={looked} again={again}>
      {({ promises, total }) => (
        <>
          {promises.length === 0 ? <p>{words.none}</p> : null}
          <ol className="supplies">
            {promises.map((promise) => (
              <li key={`${promise.kind} ${promise.reference}`} className="supply">
                <Promised promise={promise} />
              </li>
            ))}
          </ol>
          {total > promises.length ? <p className="more">{words.more(total - promises.length)}</p> : null}
        </>
      )}
    </Looking>
  );
}

function Promised({ promise }: { readonly promise: CustomerPromise }) {
  const language = useLanguage();
  const words = PROMISE_WORDS[language];
  const { kind, reference, overdue, due, begun, owner, here, place, since } = promise;
  const at = whenOf(language, due);
  const where = here ? words.here : place === null ? words.byPhone : words.place(place);
  return (
    <>
      <h2>{reference}</h2>
      <Standing is={overdue ? 'wrong' : begun ? 'well' : 'amiss'}>
        {overdue ? words.overdue(at) : words.due(at)}
      </Standing>
      <p>
        {words.kind[kind]} · {begun ? words.begun : words.notBegun}
      </p>
      <p>{words.owner(owner.name ?? words.role[owner.role])}</p>
      <p className="more">
        {words.since(whenOf(language, since))} · {where}
      </p>
    </>
  );
}
