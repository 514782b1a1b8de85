import { complaintCode } from '#texts/tell/feedback.ts';
import { FactsTold } from '../facts-told.tsx';
import { PhoneCode } from '../phone-code.tsx';
import { ReceiptNotice } from '../receipt-notice.tsx';
import { SmallWords, Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** The number, who sees to it and until when; beside it the way to follow it. */
export function ComplaintFiled({ body, told }: ScreenProps<'complaintFiled'>) {
  const { screen, texts } = useVisit();
  const url = complaintCode(body, screen.frame);
  return (
    <Stage
      told={{ ...told, after: [] }}
      quiet
      outcome="good"
      beneath={
        <>
          {url ? (
            <div className="ticket">
              <PhoneCode url={url} words={texts.t('complaintFiled.phone')} />
            </div>
          ) : null}
          <SmallWords told={told} />
        </>
      }
    >
      <FactsTold told={told} strong={0} />
      <ReceiptNotice told={told} receipt={body.receipt} />
    </Stage>
  );
}
