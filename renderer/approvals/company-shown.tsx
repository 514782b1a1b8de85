import type { OriginalKind } from '#contracts/bank/company.ts';
import { PictureOpener } from './picture-opener.tsx';
import type { ShownProps } from './subject.tsx';

type Props = ShownProps<'companyAccount'>;

/** Who is here, for which company, what differs from the form, and the pictures of the originals. */
export const CompanyShown = ({ subject, words, heading, item }: Props) => {
  const { label, field } = words;
  const name = (original: OriginalKind) => words.original[original];
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {label.why}
      </h2>
      <p>{words.judgeOriginals}</p>
      <dl className="differs">
        <div className="differs-new">
          <dt>{label.person}</dt>
          <dd>{subject.person.name}</dd>
        </div>
        <div>
          <dt>{words.role[subject.role]}</dt>
          <dd>•••• {subject.person.numberEnd}</dd>
        </div>
        <div>
          <dt>{label.company}</dt>
          <dd>{subject.companyName}</dd>
        </div>
        <div>
          <dt>{label.creditCode}</dt>
          <dd>{subject.creditCode}</dd>
        </div>
        <div>
          <dt>{label.legalRepresentative}</dt>
          <dd>{subject.legalRepresentative}</dd>
        </div>
        <div>
          <dt>{label.changed}</dt>
          <dd>
            {subject.differences.length === 0
              ? words.nothingChanged
              : subject.differences
                  .map(({ field: of, filed, now }) => `${field[of]}: ${words.changedFrom(filed, now)}`)
                  .join('; ')}
          </dd>
        </div>
      </dl>
      <h2>{label.pictures}</h2>
      <ul className="shown-pictures">
        {subject.pictures.map(({ id, original }) => (
          <PictureOpener key={id} approval={item} picture={id} name={name(original)} words={words.picture} />
        ))}
      </ul>
      <p className="hint">{words.picture.logged}</p>
    </>
  );
};

export const CompanyGist = ({ subject }: Pick<Props, 'subject'>) => (
  <p className="confirm-new">
    {subject.companyName} · {subject.person.name}
  </p>
);
