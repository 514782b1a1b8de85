import { useState } from 'react';
import { STORYBOARD } from '#contracts/supervisor/storyboard/storyboard.ts';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import { dateText, Mark, pick, useWords } from '../../diagnostics/pieces.tsx';
import { useAsk, useLanguage, useLook } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import '../../diagnostics/diagnostics.css';

/** Whether the terminal can be handed over, and the report that says so. */
export default function Readiness() {
  const ask = useAsk();
  const language = useLanguage();
  const words = useWords();
  const [looked, again] = useLook('readiness.look', {});
  const [said, setSaid] = useState<string | null>(null);
  if (looked.is !== 'there') return <p role="status">{WORDS[language].looking}</p>;
  const { now } = looked.value;
  const make = async (print: boolean) => {
    const answer = await ask('readiness.make', { print, language });
    if (!answer) return;
    setSaid(
      answer.ok ? words.kept(words.printed[answer.value.printed]) : WORDS[language].refusal(answer.refusal),
    );
    again();
  };
  return (
    <>
      <p className={`standing ${now.ready ? 'well' : 'amiss'}`}>
        <span aria-hidden="true">{now.ready ? '●' : '■'}</span> {now.ready ? words.ready : words.notReady}
      </p>
      <div className="choices">
        <button type="button" className="act act-primary" onClick={() => void make(true)}>
          {words.keepAndPrint}
        </button>
        <button type="button" className="act" onClick={() => void make(false)}>
          {words.keep}
        </button>
      </div>
      <p role="status">{said}</p>
      <table>
        <tbody>
          {now.lines.map(({ subject, state, fault, record }) => (
            <tr key={subject}>
              <th scope="row">{pick(SUBJECT_NAMES[subject], language)}</th>
              <td>
                <Mark
                  well={state === 'ready' ? true : state === 'notReady' ? false : null}
                  text={words.lineState[state]}
                />
              </td>
              <td>{fault ? pick(STORYBOARD[fault].title, language) : ''}</td>
              <td>{record ? `${dateText(record.at)} · ${record.by}` : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
