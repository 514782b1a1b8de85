import { useEffect, useState } from 'react';
import { SUBJECT_NAMES } from '#contracts/supervisor/subject-names.ts';
import { type TracedFrameLine, traceBatchSchema } from '#contracts/supervisor/trace.ts';
import { pick, timeText, useWords } from '../../diagnostics/pieces.tsx';
import { useLanguage, useLine } from '../../use-line.ts';
import '../../diagnostics/diagnostics.css';

/** Lines that stand on the page; older ones go. Many more would cost more to lay out than anybody reads. */
const SHOWN = 120;

/** What goes over the cables, as it goes: drawn once a frame however many there are. */
export default function Trace() {
  const line = useLine();
  const language = useLanguage();
  const words = useWords();
  const [on, setOn] = useState(true);
  const [{ frames, dropped }, setShown] = useState<{ frames: TracedFrameLine[]; dropped: number }>({
    frames: [],
    dropped: 0,
  });
  useEffect(() => {
    if (!on) return;
    let over = false;
    let fresh: TracedFrameLine[] = [];
    let missed = 0;
    let due = 0;
    const draw = () => {
      due = 0;
      const [newest, lost] = [fresh, missed];
      fresh = [];
      missed = 0;
      setShown((now) => {
        const all = [...now.frames, ...newest];
        return { frames: all.slice(-SHOWN), dropped: now.dropped + lost + Math.max(0, all.length - SHOWN) };
      });
    };
    line.client.onMessage('supervisor.trace', (message) => {
      const batch = traceBatchSchema.safeParse(message);
      if (over || !batch.success) return;
      // Only what can be shown: of a thousand frames a second nobody reads the first nine hundred.
      const kept = batch.data.frames.slice(-SHOWN);
      fresh = [...fresh, ...kept].slice(-SHOWN);
      missed += batch.data.dropped + batch.data.frames.length - kept.length;
      if (due === 0) due = requestAnimationFrame(draw);
    });
    void line.ask('trace.watch', { on: true }).then((answer) => {
      if (!over && answer.ok)
        setShown({ frames: answer.value.frames.slice(-SHOWN), dropped: answer.value.dropped });
    });
    return () => {
      over = true;
      cancelAnimationFrame(due);
      void line.ask('trace.watch', { on: false });
    };
  }, [line, on]);
  return (
    <>
      <button type="button" className="act" aria-pressed={on} onClick={() => setOn(!on)}>
        {on ? words.traceOff : words.traceOn}
      </button>
      <p className="more">{words.dropped(dropped)}</p>
      <table className="trace">
        <thead>
          <tr>
            <th scope="col">{words.columns.time}</th>
            <th scope="col">{words.columns.device}</th>
            <th scope="col">{words.columns.words}</th>
            <th scope="col">{words.columns.bytes}</th>
            <th scope="col">{words.columns.chapter}</th>
          </tr>
        </thead>
        <tbody>
          {frames.toReversed().map((frame) => (
            <tr key={frame.sequence} className={frame.direction === 'discarded' ? 'amiss' : ''}>
              <td>{timeText(frame.at)}</td>
              <td>{pick(SUBJECT_NAMES[frame.device], language)}</td>
              <td>
                {words.direction[frame.direction]} {frame.words.join(', ')}
              </td>
              <td>{frame.shown}</td>
              <td>{frame.chapter}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
