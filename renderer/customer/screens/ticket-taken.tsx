import { useMemo } from 'react';
import { phoneCode } from '#texts/tell/queue.ts';
import { Notice } from '../../ui/notice.tsx';
import { qrPath } from '../../ui/qr-path.ts';
import { FactsTold } from '../facts-told.tsx';
import { SmallWords, Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** Four modules of white around it, as a reader needs them. */
const QUIET = 4;

function PhoneCode({ url }: { readonly url: string }) {
  const { t } = useVisit().texts;
  const { size, path } = useMemo(() => qrPath(url), [url]);
  const side = size + 2 * QUIET;
  return (
    <div className="ticket-phone">
      <svg
        className="ticket-code"
        viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
        role="img"
        aria-label={t('ticketTaken.phone')}
      >
        <path d={path} />
      </svg>
      <span aria-hidden="true">{t('ticketTaken.phone')}</span>
    </div>
  );
}

/** The number, large enough to be read from afar; beside it how long, why, and what became of the paper. */
export function TicketTaken({ body, told }: ScreenProps<'ticketTaken'>) {
  const url = phoneCode(body, useVisit().screen.frame);
  return (
    <Stage
      told={{ ...told, after: [] }}
      quiet
      beneath={
        <>
          <div className="ticket">
            <p className="ticket-label">{body.label}</p>
            {url ? <PhoneCode url={url} /> : null}
          </div>
          <SmallWords told={told} />
        </>
      }
    >
      <FactsTold told={told} strong={body.wait ? 0 : -1} />
      {told.notice && body.receipt !== 'offered' ? (
        <Notice tone={told.notice.tone} text={told.notice.words.shown} icon="receipt" />
      ) : null}
    </Stage>
  );
}
