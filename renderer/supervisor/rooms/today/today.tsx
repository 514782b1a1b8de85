import '../supplies/supplies.css';
import { Fragment } from 'react';
import { VISIT_OUTCOMES, type VisitOutcome } from '#contracts/branch/position.ts';
import { isServiceId } from '#contracts/services/service.ts';
import type { AskOutput } from '#contracts/supervisor/asks.ts';
import { useLanguage, useLook } from '../../use-line.ts';
import { Looking } from '../looking.tsx';
import { Standing } from '../standing.tsx';
import { TODAY_WORDS } from './words.ts';

type Today = AskOutput<'today.read'>;

/** How today went, beside what the bank wants of it. */
export default function TodayPage() {
  const [looked, again] = useLook('today.read', {});
  return (
    <Looking looked={looked} again={again}>
      {(today) => (
        <>
          <Targets {...today} />
          <Outcomes {...today} />
        </>
      )}
    </Looking>
  );
}

function Targets({ figures, here, targets }: Today) {
  const words = TODAY_WORDS[useLanguage()];
  const { began, finished, medianSeconds, ninthSeconds, notFinished } = here;
  const percent = began === 0 ? null : Math.floor((finished * 100) / began);
  const enough = percent !== null && percent >= targets.finishedPercent;
  const quick = medianSeconds !== null && medianSeconds <= targets.medianMinutes * 60;
  return (
    <>
      <p className="more">{words.date(figures.businessDate)}</p>
      {percent === null ? (
        <p>{words.noneBegan}</p>
      ) : (
        <>
          <Standing is={enough ? 'well' : 'amiss'}>
            {enough ? words.well : words.amiss} · {words.finished(percent, finished, began)}
          </Standing>
          <p className="more">{words.finishedTarget(targets.finishedPercent)}</p>
        </>
      )}
      {medianSeconds === null ? (
        <p>{words.noneFinished}</p>
      ) : (
        <>
          <Standing is={quick ? 'well' : 'amiss'}>
            {quick ? words.well : words.amiss} · {words.median(words.time(medianSeconds))}
          </Standing>
          <p className="more">
            {words.medianTarget(targets.medianMinutes)}
            {ninthSeconds === null ? null : ` · ${words.ninth(words.time(ninthSeconds))}`}
          </p>
        </>
      )}
      {notFinished.length === 0 ? null : (
        <>
          <h2>{words.notFinished}</h2>
          <dl className="supply-facts">
            {notFinished.map(({ service, visits }) => (
              <Fragment key={service}>
                <dt>{isServiceId(service) ? words.service[service] : service}</dt>
                <dd>{visits}</dd>
              </Fragment>
            ))}
          </dl>
        </>
      )}
    </>
  );
}

function Outcomes({ figures: { here, branch } }: Today) {
  const words = TODAY_WORDS[useLanguage()];
  const of = (counted: Today['figures']['here'], wanted: VisitOutcome) =>
    counted.find(({ outcome }) => outcome === wanted)?.visits ?? 0;
  const all = (counted: Today['figures']['here']) => counted.reduce((sum, { visits }) => sum + visits, 0);
  return (
    <>
      <h2>{words.outcomes}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.visits}</th>
            <th scope="col">{words.here}</th>
            <th scope="col">{words.branch}</th>
          </tr>
        </thead>
        <tbody>
          {VISIT_OUTCOMES.map((outcome) => (
            <tr key={outcome}>
              <th scope="row">{words.outcome[outcome]}</th>
              <td>{of(here, outcome)}</td>
              <td>{of(branch, outcome)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{words.all}</th>
            <td>{all(here)}</td>
            <td>{all(branch)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
