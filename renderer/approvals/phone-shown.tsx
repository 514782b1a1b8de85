import type { ShownProps } from './subject.tsx';

type Props = ShownProps<'changeReservedPhone'>;

/** A new number: the whole of it, to be compared digit by digit. */
export const PhoneShown = ({ subject, words, heading }: Props) => (
  <>
    <h2 ref={heading} tabIndex={-1}>
      {words.label.why}
    </h2>
    <p>{words.why[subject.why]}</p>
    <dl className="differs">
      <div className="differs-new">
        <dt>{words.label.newPhone}</dt>
        <dd>{grouped(subject.newPhone)}</dd>
      </div>
      <div>
        <dt>{words.label.oldPhone}</dt>
        <dd>
          {subject.oldPhone === null ? words.noOldPhone : `${subject.oldPhone} · ${words.cannotReceive}`}
        </dd>
      </div>
      <div>
        <dt>{words.label.card}</dt>
        <dd>•••• {subject.cardLast4}</dd>
      </div>
    </dl>
  </>
);

export const PhoneGist = ({ subject }: Pick<Props, 'subject'>) => (
  <p className="confirm-new">{grouped(subject.newPhone)}</p>
);

/** Shown as people say it: three, four, four. */
const grouped = (phone: string) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;
