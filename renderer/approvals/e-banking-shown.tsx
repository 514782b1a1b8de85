import { formatMoney } from '#texts/format.ts';
import type { ShownProps } from './subject.tsx';

type Props = ShownProps<'eBankingSignUp'>;

/** What is opened and how much can be moved by it: the customer says it himself. */
export const EBankingShown = ({ subject, words, heading }: Props) => (
  <>
    <h2 ref={heading} tabIndex={-1}>
      {words.label.why}
    </h2>
    <p>{words.why[subject.why]}</p>
    <dl className="differs">
      <div className="differs-new">
        <dt>{words.label.perDay}</dt>
        <dd>{formatMoney(subject.perDayFen)}</dd>
      </div>
      <div>
        <dt>{words.label.perPayment}</dt>
        <dd>{formatMoney(subject.perPaymentFen)}</dd>
      </div>
      <div>
        <dt>{words.label.channels}</dt>
        <dd>{subject.channels.map((one) => words.channel[one]).join(' · ')}</dd>
      </div>
      <div>
        <dt>{words.label.phone}</dt>
        <dd>{subject.phone === null ? words.noOldPhone : `${subject.phone} · ${words.cannotReceive}`}</dd>
      </div>
      <div>
        <dt>{words.label.card}</dt>
        <dd>•••• {subject.cardLast4}</dd>
      </div>
    </dl>
  </>
);

export const EBankingGist = ({ subject }: Pick<Props, 'subject'>) => (
  <p className="confirm-new">{formatMoney(subject.perDayFen)}</p>
);
