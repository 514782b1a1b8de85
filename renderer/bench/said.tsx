import { Icon, type IconName } from '../ui/icons.tsx';
import type { Deed } from './store.ts';

const MARKS: Readonly<Record<Deed['outcome'], IconName>> = { sent: 'wait', done: 'check', refused: 'cross' };

const said = ({ words, outcome, why }: Deed): string =>
  outcome === 'refused' ? `${words}: not done, ${why}` : outcome === 'done' ? `${words}: done` : words;

/** What became of the last act, told at once; the ones before it stand quietly behind. */
export const Said = ({ deeds }: { readonly deeds: readonly Deed[] }) => {
  const [last, ...before] = deeds;
  return (
    <footer className="said">
      <p role="status" className={last ? `said-last said-${last.outcome}` : 'said-last'}>
        {last ? (
          <>
            <Icon name={MARKS[last.outcome]} />
            <span>{said(last)}</span>
          </>
        ) : (
          'Choose a person, then lay the ID card.'
        )}
      </p>
      <ol className="said-before" aria-label="Before that">
        {before.slice(0, 3).map((deed) => (
          <li key={deed.id}>{said(deed)}</li>
        ))}
      </ol>
    </footer>
  );
};
