import { useState } from 'react';
import type { Station } from '#contracts/supervisor/device.ts';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import { TerminalDrawing } from '../../../ui/terminal-drawing.tsx';
import { dateText, Mark, pick, portText, useWords } from '../../diagnostics/pieces.tsx';
import { useLanguage, useLook } from '../../use-line.ts';
import '../../diagnostics/diagnostics.css';
import '../../../ui/terminal-drawing.css';

/** Every device: where it is, how it stands, what it is and what went wrong with it. */
export default function Cabinet() {
  const language = useLanguage();
  const words = useWords();
  const [looked] = useLook('devices.list', {});
  const [chosen, setChosen] = useState<Station['device'] | null>(null);
  if (looked.is !== 'there') return <p role="status">…</p>;
  const { devices } = looked.value;
  const station =
    devices.find(({ device }) => device === chosen) ??
    devices.find(({ health }) => health !== 'ok') ??
    devices[0];
  return (
    <div className="cabinet">
      <div className="cabinet-drawing">
        <TerminalDrawing
          slot={station && station.device !== 'signaturePad' ? station.device : null}
          media={{}}
        />
      </div>
      <div>
        <div className="choices">
          {devices.map(({ device, health }) => (
            <button
              key={device}
              type="button"
              className="act"
              aria-pressed={device === station?.device}
              onClick={() => setChosen(device)}
            >
              {pick(SUBJECT_NAMES[device], language)}{' '}
              <Mark well={health === 'ok'} text={health === 'ok' ? words.well : words.amiss} />
            </button>
          ))}
        </div>
        {station ? <About station={station} /> : null}
      </div>
    </div>
  );
}

function About({ station }: { readonly station: Station }) {
  const language = useLanguage();
  const words = useWords();
  const { device, model, lifecycle, state, port, profilePort, identity, last, counters } = station;
  const rows: [string, string][] = [
    [words.model, identity ? `${identity.model} (${model})` : model],
    [words.port, portText(port)],
    ...(profilePort ? [[words.movedFrom, portText(profilePort)] as [string, string]] : []),
    [words.firmware, identity?.firmware ?? '-'],
    [words.serial, identity?.serialNumber ?? '-'],
    [
      words.lastWrong,
      last
        ? [dateText(last.at), last.command, last.code, last.condition, last.deviceCode]
            .filter(Boolean)
            .join(' · ')
        : words.never,
    ],
  ];
  return (
    <section>
      <h2>{pick(SUBJECT_NAMES[device], language)}</h2>
      <p className="more">
        {words.lifecycle[lifecycle]} · {words.state[state]}
      </p>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{words.counters}</h2>
      <table>
        <tbody>
          {Object.entries(counters).map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{words.counter[name as keyof typeof counters]}</th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
