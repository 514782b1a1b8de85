import { useState } from 'react';
import type { Check } from '#contracts/supervisor/asks/surroundings.ts';
import { PAGE_TESTS } from '#contracts/supervisor/asks/surroundings.ts';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import { dateText, Mark, pick, useWords } from '../../diagnostics/pieces.tsx';
import { useAsk, useLanguage, useLook } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import { PageTest } from './page-test.tsx';
import '../../diagnostics/diagnostics.css';

function valueText({ check, value }: Check): string {
  if (value === null) return '';
  if (check === 'diskFree' || check === 'journalSize') return `${(value / 1_048_576).toFixed(0)} MB`;
  return check === 'tls' ? String(value) : `${value} ms`;
}

/** Network, clock and disk as the host finds them; camera to display as somebody here does. */
export default function Surroundings() {
  const ask = useAsk();
  const language = useLanguage();
  const words = useWords();
  const [looked, again] = useLook('surroundings.look', {});
  const [results] = useLook('surroundings.results', {});
  const [open, setOpen] = useState<(typeof PAGE_TESTS)[number] | null>(null);
  const test = async (of: 'network' | 'clock' | 'disk') => {
    await ask('surroundings.test', { of });
    again();
  };
  const latest = (subject: string) => {
    const record =
      results.is === 'there' ? results.value.records.find((one) => one.subject === subject) : undefined;
    return record
      ? words.lastTest(words.result[record.outcome], dateText(record.at), record.by)
      : words.untested;
  };
  if (open)
    return (
      <PageTest
        of={open}
        done={(outcome, fault) => {
          setOpen(null);
          if (outcome) void ask('surroundings.report', { of: open, outcome, fault });
        }}
      />
    );
  return (
    <>
      {looked.is === 'there' ? (
        <table>
          <tbody>
            {looked.value.checks.map((check) => (
              <tr key={check.check}>
                <th scope="row">{words.check[check.check]}</th>
                <td>
                  <Mark
                    well={check.state === 'ok' ? true : check.state === 'bad' ? false : null}
                    text={words.checkState[check.state]}
                  />
                </td>
                <td>{valueText(check)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p role="status">{WORDS[language].looking}</p>
      )}
      <div className="choices">
        {(['network', 'clock', 'disk'] as const).map((of) => (
          <button key={of} type="button" className="act" onClick={() => void test(of)}>
            {words.test}: {pick(SUBJECT_NAMES[of], language)} ({latest(of)})
          </button>
        ))}
        {PAGE_TESTS.map((of) => (
          <button key={of} type="button" className="act" onClick={() => setOpen(of)}>
            {words.test}: {pick(SUBJECT_NAMES[of], language)} ({latest(of)})
          </button>
        ))}
      </div>
    </>
  );
}
