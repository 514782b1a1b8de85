import { STORYBOARD } from '#contracts/supervisor/storyboard/storyboard.ts';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import type { TestRun } from '#contracts/supervisor/test-run.ts';
import { useAsk, useLanguage } from '../use-line.ts';
import { Mark, pick, useWords } from './pieces.tsx';

/** Whoever stands there sees what he is asked, wherever he was reading. */
const bringIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** A test as it goes: what is asked of whoever stands there, and how each step ended. */
export function TestView({ run }: { readonly run: TestRun }) {
  const ask = useAsk();
  const language = useLanguage();
  const words = useWords();
  const { prompt, steps, state, loop, left, id } = run;
  const question = prompt?.prompt === 'stripGood' || prompt?.prompt === 'mayFeed';
  return (
    <section>
      <p
        className={`standing ${state === 'passed' ? 'well' : state === 'running' ? '' : 'amiss'}`}
        role="status"
      >
        {words.run[state]}
        {loop ? ` · ${words.rounds(loop.rounds, loop.faults)}` : ''}
      </p>
      {left ? <p className="standing wrong">{words.left[left]}</p> : null}
      {prompt ? (
        <div key={prompt.prompt} ref={bringIntoView} className="prompt" role="alert">
          <p>
            {words.prompt[prompt.prompt]} ({words.seconds(prompt.seconds)})
          </p>
          {question ? (
            <div className="entry-acts">
              <button
                type="button"
                className="act"
                onClick={() => void ask('devices.answer', { run: id, yes: false })}
              >
                {words.no}
              </button>
              <button
                type="button"
                className="act act-primary"
                onClick={() => void ask('devices.answer', { run: id, yes: true })}
              >
                {words.yes}
              </button>
            </div>
          ) : null}
        </div>
      ) : null}
      {state === 'running' ? (
        <button type="button" className="act" onClick={() => void ask('devices.cancel', {})}>
          {words.stop}
        </button>
      ) : null}
      <table>
        <tbody>
          {steps.map(({ device, step, result, fault, deviceCode }) => (
            <tr key={`${device} ${step}`}>
              <th scope="row">{pick(SUBJECT_NAMES[device], language)}</th>
              <td>{words.step[step]}</td>
              <td>
                <Mark
                  well={result === 'pass' ? true : result === 'fail' ? false : null}
                  text={words.result[result]}
                />
              </td>
              <td>
                {[fault ? pick(STORYBOARD[fault].title, language) : null, deviceCode]
                  .filter(Boolean)
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
