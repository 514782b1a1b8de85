import { useLanguage } from '../staff/language.tsx';
import type { ShownProps } from './subject.tsx';

type Props = ShownProps<'issueCard'>;

const useName = ({ product }: Props['subject']): string => {
  const { language } = useLanguage();
  return language === 'zh-CN' ? product.zh : product.en;
};

/** A new card: whose it will be, nothing but face and document can show. */
export const NewCardShown = ({ subject, words, heading }: Props) => (
  <>
    <h2 ref={heading} tabIndex={-1}>
      {words.label.why}
    </h2>
    <p>{words.newCardWhy}</p>
    <dl className="differs">
      <div className="differs-new">
        <dt>{words.label.newCard}</dt>
        <dd>{useName(subject)}</dd>
      </div>
    </dl>
  </>
);

export const NewCardGist = ({ subject }: Pick<Props, 'subject'>) => (
  <p className="confirm-new">{useName(subject)}</p>
);
