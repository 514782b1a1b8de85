import { cardWhereabouts, helpLine, idCardWhereabouts, recordingWords } from '#texts/tell/frame.ts';
import { handsLine } from '#texts/tell/helper.ts';
import { Icon } from '../ui/icons.tsx';
import { ActButton } from './act-button.tsx';
import { CallChip } from './teller/chip.tsx';
import { FrameActions } from './top-bar.tsx';
import { useVisit } from './visit.tsx';

/** Where card and ID are, and what is known about a call for a person: in sight for as long as it holds. */
export function StatusLine() {
  const { screen, texts } = useVisit();
  const { frame } = screen;
  const card = cardWhereabouts(frame, texts);
  const idCard = idCardWhereabouts(frame, texts);
  const hands = handsLine(frame, texts);
  const help = hands === null ? helpLine(frame, texts) : null;
  const recording = recordingWords(frame, texts);
  const stop = screen.actions.find(
    ({ id, role }) => (id === 'stopRecording' || id === 'stopCallRecording') && role === 'frame',
  );
  return (
    <div className="status">
      {recording ? (
        <div className="status-recording" data-recording={frame.recording ? 'on' : frame.call?.recording}>
          <p className="status-item">
            <Icon name="recording" />
            {recording.shown}
          </p>
          {stop ? <ActButton action={stop} look="quiet" /> : null}
        </div>
      ) : null}
      {card ? (
        <p
          className={
            frame.card && frame.card.where !== 'inside' && frame.card.where !== 'newInside'
              ? 'status-item status-mind'
              : 'status-item'
          }
        >
          <Icon name="card" />
          {card.shown}
        </p>
      ) : null}
      {idCard ? (
        <p className="status-item">
          <Icon name="idCard" />
          {idCard.shown}
        </p>
      ) : null}
      {hands ? (
        <p className="status-item status-hands">
          <Icon name="hand" />
          {hands.shown}
        </p>
      ) : null}
      {help ? (
        <p className="status-item">
          <Icon name="person" />
          {help.shown}
        </p>
      ) : null}
      {frame.reach ? (
        <div className="status-controls">
          <CallChip />
          <FrameActions />
        </div>
      ) : null}
    </div>
  );
}
