import { callNews } from '#texts/tell/call.ts';
import { progressWords } from '#texts/tell/frame.ts';
import { tell } from '#texts/tell/tell.ts';
import { Icon } from '../ui/icons.tsx';
import { Rail } from '../ui/rail.tsx';
import { useVisit } from './visit.tsx';

/** How far one is, in words over a quiet rail, and who the screen is talking to. */
export function ProgressLine() {
  const { screen, texts } = useVisit();
  const { frame } = screen;
  const words = progressWords(frame, texts);
  const [news] = callNews(screen, tell(screen), texts);
  if (news && (frame.call?.moved || frame.call?.highlight) && frame.overlay?.kind !== 'call')
    return (
      <div className="progress">
        <p className="progress-words call-news">
          <Icon name="person" />
          <span>{news.shown}</span>
        </p>
        {frame.progress ? <Rail position={frame.progress.position} of={frame.progress.of} /> : null}
      </div>
    );
  return (
    <div className="progress">
      <p className="progress-words">
        {words ? (
          <span className="progress-step">
            <span>{words.count}</span>
            {words.step === '' ? null : <strong>{words.step}</strong>}
          </span>
        ) : null}
        {frame.customerName === null ? null : <span className="customer-name">{frame.customerName}</span>}
      </p>
      {frame.progress ? <Rail position={frame.progress.position} of={frame.progress.of} /> : null}
    </div>
  );
}
