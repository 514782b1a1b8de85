import { useEffect, useState } from 'react';
import { FIGURE_WEEKS, type TaskFigures } from '#contracts/branch/task.ts';
import type { Bilingual, Language } from '#contracts/language.ts';
import { serviceIdSchema } from '#contracts/services/service.ts';
import { useLanguage } from '../staff/language.tsx';
import type { TasksApi } from './api.ts';
import { WORDS } from './words.ts';

/** For whoever answers for the branch: what was answered in time, where it came from, and what people say. */
export function Figures({ api, revision }: { readonly api: TasksApi; readonly revision: number }) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const [figures, setFigures] = useState<TaskFigures | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the list is when they may be others
  useEffect(() => {
    let gone = false;
    void api.figures().then((reply) => {
      if (reply.ok && !gone) setFigures(reply.value);
    });
    return () => {
      gone = true;
    };
  }, [api, revision]);
  if (!figures) return null;
  const { complaints, causes, ratings } = figures;
  return (
    <section className="task-figures" aria-labelledby="task-figures">
      <h2 id="task-figures">
        {words.figures} · {words.figuresOf(FIGURE_WEEKS)}
      </h2>
      <dl className="figures">
        <Figure label={words.filed} value={complaints.filed} />
        <Figure label={words.inTime} value={complaints.answeredInTime} />
        <Figure label={words.late} value={complaints.answeredLate} />
        <Figure label={words.overdueNow} value={complaints.overdue} />
      </dl>
      {causes.length > 0 && (
        <p>
          {words.causes}: {causes.map(({ cause, count }) => `${words.cause[cause]} ${count}`).join(' · ')}
        </p>
      )}
      <h3>{words.ratings}</h3>
      {ratings.length === 0 ? (
        <p className="nobody-more">{words.noRatings}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[words.week, words.where, words.count, words.mean, words.low].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ratings.map(({ week, about, service, serviceName, count, mean, low }) => (
              <tr key={`${week} ${about} ${service}`}>
                <td>{week}</td>
                <td>
                  {words.about[about]}
                  {service !== null && ` · ${nameOf(service, serviceName, language)}`}
                </td>
                <td>{count}</td>
                <td>{(mean / 100).toFixed(1)}</td>
                <td>{low}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** As the branch or the product calls it; a service that is no more has its code alone. */
function nameOf(service: string, name: Bilingual | null, language: Language): string {
  const own = serviceIdSchema.safeParse(service);
  if (own.success) return WORDS[language].serviceOf[own.data];
  return name?.[language === 'en' ? 'en' : 'zh'] ?? service;
}

const Figure = ({ label, value }: { readonly label: string; readonly value: number }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);
