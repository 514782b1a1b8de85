import type { BodyOf } from '#contracts/screen/screen.ts';
import type { Telling } from '#texts/tell/telling.ts';
import { Notice } from '../ui/notice.tsx';

/** The paper's own truth on a result, once there is one: a receipt that is only offered has its button and no notice. */
export const ReceiptNotice = ({
  told,
  receipt,
}: {
  readonly told: Telling;
  readonly receipt: BodyOf<'result'>['receipt'];
}) =>
  told.notice && receipt !== 'offered' ? (
    <Notice tone={told.notice.tone} text={told.notice.words.shown} icon="receipt" />
  ) : null;
