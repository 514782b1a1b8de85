import { useState } from 'react';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import type { DeviceKindName } from '#contracts/supervisor/trace.ts';
import { pick, useWords } from '../../diagnostics/pieces.tsx';
import { TestView } from '../../diagnostics/test-view.tsx';
import { useAsk, useLanguage, useLook, useMode } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import '../../diagnostics/diagnostics.css';

/** Tests of the devices, one or all, and the loop. */
export default function Tests() {
  const ask = useAsk();
  const language = useLanguage();
  const words = useWords();
  const { signedIn } = useMode();
  const [listed] = useLook('devices.list', {});
  const [looked] = useLook('devices.run', {});
  const [problem, setProblem] = useState<string | null>(null);
  const devices = listed.is === 'there' ? listed.value.devices.map(({ device }) => device) : [];
  const run = looked.is === 'there' ? looked.value.run : null;
  const begin = async (name: 'devices.selfTest' | 'devices.loop', of: DeviceKindName[]) => {
    setProblem(null);
    const answer =
      name === 'devices.loop' ? await ask(name, { devices: of, hours: 1 }) : await ask(name, { devices: of });
    if (answer && !answer.ok) setProblem(WORDS[language].refusal(answer.refusal));
  };
  return (
    <>
      {run?.state === 'running' ? null : (
        <div className="choices">
          <button
            type="button"
            className="act act-primary"
            onClick={() => void begin('devices.selfTest', devices)}
          >
            {words.testAll}
          </button>
          {devices.map((device) => (
            <button
              key={device}
              type="button"
              className="act"
              onClick={() => void begin('devices.selfTest', [device])}
            >
              {words.test}: {pick(SUBJECT_NAMES[device], language)}
            </button>
          ))}
          {signedIn?.roles.includes('technician') ? (
            <button type="button" className="act" onClick={() => void begin('devices.loop', devices)}>
              {words.loop}
            </button>
          ) : null}
        </div>
      )}
      <p role="alert" className="problem">
        {problem}
      </p>
      {run ? <TestView run={run} /> : null}
    </>
  );
}
