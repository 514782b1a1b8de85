import { useLayoutEffect, useRef } from 'react';
import { MOST_SAID } from '#contracts/screen/call-frame.ts';
import type { Telling } from '#texts/tell/telling.ts';
import { Icon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Caption, OwnPicture, RemotePicture } from '../call/pieces.tsx';
import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import { LetterKeys, WordField } from '../writing.tsx';
import type { CallOverlayOf } from './overlay.ts';

export type TalkProps = { readonly overlay: CallOverlayOf<'call'>; readonly told: Telling };

/** What was written, the last line last and in sight; who wrote it is told by side and word. */
function Lines({ overlay, told, most }: TalkProps & { readonly most: number }) {
  const { t } = useVisit().texts;
  const place = useRef<HTMLDivElement>(null);
  const shown = told.points.slice(-most);
  const last = overlay.said.length - shown.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line moves the last one into sight
  useLayoutEffect(() => {
    place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [overlay.said]);
  if (overlay.said.length === 0) return <p className="call-lines-none">{t('call.nothingSaid')}</p>;
  return (
    <div className="call-lines-some" ref={place}>
      <ol className="call-lines" aria-live="polite">
        {shown.map(({ shown: words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be said twice
          <li key={`${index} ${words}`} data-from={overlay.said[last + index]?.from}>
            {words}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The call, large: the teller's picture and what he says, or what is written. */
export function Talk({ overlay, told }: TalkProps) {
  const { screen, texts } = useVisit();
  const { call } = screen.frame;
  const large = screen.frame.textSize === 'elder';
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
            {overlay.said.length > 0 && !(large && told.notice) ? (
              <Lines overlay={overlay} told={told} most={large ? 1 : 3} />
            ) : null}
          </>
        }
      >
        <LetterKeys />
      </Stage>
    );
  const speaking = call?.state === 'live' || call?.state === 'interrupted';
  const inWriting = speaking && call.mode === 'text';
  return (
    <Stage
      told={inWriting && overlay.said.length > 0 ? { ...bare, lead: [] } : bare}
      outcome={speaking ? undefined : 'person'}
      beneath={
        inWriting || (speaking && overlay.said.length > 0 && !told.notice) ? (
          <Lines overlay={overlay} told={told} most={large ? 2 : inWriting ? 5 : 2} />
        ) : null
      }
    >
      {speaking && call.mode !== 'text' ? (
        <div className="call-large" data-mode={call.mode}>
          <div className="call-picture-place">
            <RemotePicture
              label={call.teller ?? texts.t('call.someTeller')}
              poster={<Icon name="person" />}
            />
            {call.mode === 'video' ? (
              <div className="call-own-corner">
                <OwnPicture label={texts.t('call.own')} />
              </div>
            ) : null}
          </div>
          <Caption />
        </div>
      ) : null}
      <div className="call-sayings">
        <Choices told={told.choices} />
      </div>
    </Stage>
  );
}
