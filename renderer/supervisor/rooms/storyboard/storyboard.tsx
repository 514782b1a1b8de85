import { useState } from 'react';
import { FAULT_CODES, type FaultCode } from '#contracts/supervisor/fault-code.ts';
import type { Subject } from '#contracts/supervisor/record.ts';
import { STORYBOARD } from '#contracts/supervisor/storyboard/storyboard.ts';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import { DEVICE_KINDS, type DeviceKindName } from '#contracts/supervisor/trace.ts';
import { pick, portText, useWords } from '../../diagnostics/pieces.tsx';
import { TestView } from '../../diagnostics/test-view.tsx';
import { useAsk, useLanguage, useLook, useMode } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import '../../diagnostics/diagnostics.css';

const isDevice = (subject: Subject | null): subject is DeviceKindName =>
  DEVICE_KINDS.some((device) => device === subject);

/** What is wrong now, from its code to the test that proves it mended; and every other fault to read up on. */
export default function Storyboard() {
  const language = useLanguage();
  const words = useWords();
  const [looked] = useLook('readiness.look', {});
  const [chosen, setChosen] = useState<{
    readonly fault: FaultCode;
    readonly subject: Subject | null;
  } | null>(null);
  if (looked.is !== 'there') return <p role="status">{WORDS[language].looking}</p>;
  const wrong = looked.value.now.lines.flatMap(({ subject, fault }) => (fault ? [{ subject, fault }] : []));
  const open = chosen ?? wrong[0] ?? null;
  return (
    <>
      {wrong.length === 0 ? <p className="standing well">● {words.nothingWrong}</p> : null}
      <div className="choices">
        {wrong.map((one) => (
          <button
            key={`${one.subject} ${one.fault}`}
            type="button"
            className="act"
            aria-pressed={open?.subject === one.subject && open.fault === one.fault}
            onClick={() => setChosen(one)}
          >
            ■ {pick(SUBJECT_NAMES[one.subject], language)}: {pick(STORYBOARD[one.fault].title, language)}
          </button>
        ))}
      </div>
      {open ? <Repair key={`${open.subject} ${open.fault}`} {...open} /> : null}
      <h2>{words.allFaults}</h2>
      <div className="choices">
        {FAULT_CODES.map((fault) => (
          <button
            key={fault}
            type="button"
            className="act"
            onClick={() => setChosen({ fault, subject: null })}
          >
            {pick(STORYBOARD[fault].title, language)}
          </button>
        ))}
      </div>
    </>
  );
}

function Repair({ fault, subject }: { readonly fault: FaultCode; readonly subject: Subject | null }) {
  const ask = useAsk();
  const language = useLanguage();
  const words = useWords();
  const { signedIn } = useMode();
  const [looked] = useLook('devices.run', {});
  const [said, setSaid] = useState<string | null>(null);
  const [tested, setTested] = useState(false);
  const { title, causes, steps, proof, senses } = STORYBOARD[fault];
  const run = looked.is === 'there' ? looked.value.run : null;
  const prove = async () => {
    setTested(true);
    setSaid(null);
    const { test } = proof;
    if (test === 'network' || test === 'clock' || test === 'disk') {
      const answer = await ask('surroundings.test', { of: test });
      if (answer)
        setSaid(answer.ok && answer.value.record.outcome === 'pass' ? words.proved : words.notProved);
    } else if (isDevice(subject)) {
      const answer = await ask('devices.selfTest', { devices: [subject] });
      if (answer) setSaid(answer.ok && answer.value.state === 'passed' ? words.proved : words.notProved);
    }
  };
  const sense = async () => {
    if (!isDevice(subject)) return;
    setSaid(words.searching);
    const answer = await ask('devices.assign', { devices: [...DEVICE_KINDS] });
    if (!answer) return;
    if (!answer.ok) return setSaid(WORDS[language].refusal(answer.refusal));
    const found = answer.value.found.map(({ device, at }) =>
      words.foundAt(pick(SUBJECT_NAMES[device], language), portText(at)),
    );
    setSaid(found.join(' · ') || words.notFound);
  };
  const here =
    proof.test === 'device' ? isDevice(subject) : ['network', 'clock', 'disk'].includes(proof.test);
  return (
    <section className="repair">
      <h2>
        {subject ? `${pick(SUBJECT_NAMES[subject], language)}: ` : ''}
        {pick(title, language)}
      </h2>
      <h3>{words.causes}</h3>
      <ol className="story-list">
        {causes.map((cause) => (
          <li key={cause.en}>{pick(cause, language)}</li>
        ))}
      </ol>
      <h3>{words.steps}</h3>
      <ol className="story-list">
        {steps.map(({ by, say }) => (
          <li key={say.en}>
            {pick(say, language)} <span className="tag">{words.who[by]}</span>
          </li>
        ))}
      </ol>
      <div className="choices">
        {senses && isDevice(subject) && signedIn?.roles.includes('technician') ? (
          <button type="button" className="act" onClick={() => void sense()}>
            {words.findPorts}
          </button>
        ) : null}
        {here ? (
          <button type="button" className="act act-primary" onClick={() => void prove()}>
            {words.prove}
          </button>
        ) : null}
      </div>
      <p role="status" className="standing">
        {said}
      </p>
      {tested && run && isDevice(subject) ? <TestView run={run} /> : null}
    </section>
  );
}
