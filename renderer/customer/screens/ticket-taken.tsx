import { phoneCode } from '#texts/tell/queue.ts';
import { FactsTold } from '../facts-told.tsx';
import { PhoneCode } from '../phone-code.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { SmallWords, Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** The number, large enough to be read from afar; beside it how long, why, and what became of the paper. */
export function TicketTaken({ body, told }: ScreenProps<'ticketTaken'>) {
  const { screen, texts } = useVisit();
  const url = phoneCode(body, screen.frame);
  return (
    <Stage
      told={{ ...told, after: [] }}
      quiet
      beneath={
        <>
          <div className="ticket">
            <p className="ticket-label">{body.label}</p>
            {url ? <PhoneCode url={url} words={texts.t('ticketTaken.phone')} /> : null}
          </div>
          <SmallWords told={told} />
        </>
      }
    >
      <FactsTold told={told} strong={body.wait ? 0 : -1} />
      <ReceiptNotice told={told} receipt={body.receipt} />
    </Stage>
  );
}
