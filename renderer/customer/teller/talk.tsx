import { MOST_SAID } from '#contracts/screen/call-frame.ts';
import type { Telling } from '#texts/tell/telling.ts';
import { Icon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import { LetterKeys, WordField } from '../writing.tsx';
import type { CallOverlayOf } from './overlay.ts';

export type TalkProps = { readonly overlay: CallOverlayOf<'call'>; readonly told: Telling };

/** What was written, the last line last; who wrote it is told by side and word. */
function Lines({ overlay, told }: TalkProps) {
  const { t } = useVisit().texts;
  if (overlay.said.length === 0) return <p className="call-lines-none">{t('call.nothingSaid')}</p>;
  const first = overlay.said.length - told.points.length;
  return (
    <ol className="call-lines" aria-live="polite">
      {told.points.map(({ shown }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be said twice
        <li key={`${place} ${shown}`} data-from={overlay.said[first + place]?.from}>
          {shown}
        </li>
      ))}
    </ol>
  );
}

/** The call, large: the teller's picture and what he says, or what is written. */
export function Talk({ overlay, told }: TalkProps) {
  const { screen, texts } = useVisit();
  const { call } = screen.frame;
  const bare = { ...told, points: [], facts: [] };
  if (overlay.stage === 'write')
    return (
      <Stage
        told={bare}
        quiet
        beneath={
          <>
            <WordField stands={overlay.written} label={texts.t('call.write.field')} most={MOST_SAID} />
            {told.notice ? <Notice tone={told.notice.tone} text={told.notice.words.shown} /> : null}
            {overlay.said.length > 0 ? <Lines overlay={overlay} told={told} /> : null}
          </>
        }
      >
        <LetterKeys />
      </Stage>
    );
  const speaking = call?.state === 'live' || call?.state === 'interrupted';
  return (
    <Stage told={bare} outcome={speaking ? undefined : 'person'}>
      {speaking && call.mode !== 'text' ? (
        <div className="call-large">
          <span className="call-large-picture">
            <Icon name="person" />
          </span>
        </div>
      ) : null}
      {speaking && (call.mode === 'text' || overlay.said.length > 0) ? (
        <Lines overlay={overlay} told={told} />
      ) : null}
      <Choices told={told.choices} />
    </Stage>
  );
}
