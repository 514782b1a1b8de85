import type { ReactNode } from 'react';
import type { Telling } from '#texts/tell/telling.ts';
import { FourThings } from '../ui/four-things.tsx';
import { Notice, type Outcome, OutcomeMark } from '../ui/notice.tsx';
import { ActButton } from './act-button.tsx';
import { useVisit } from './visit.tsx';

export type StageProps = {
  readonly told: Telling;
  /** The thing to do or to look at, under the question or, lying, beside it. */
  readonly children?: ReactNode;
  /** Further small things under the question itself. */
  readonly beneath?: ReactNode;
  readonly outcome?: Outcome | undefined;
  /** The notice stands somewhere else on this screen. */
  readonly quiet?: boolean;
};

const SmallWords = ({ told }: { readonly told: Telling }) => {
  const words = told.after.filter(({ shown }) => shown !== '');
  return words.length === 0 ? null : (
    <div className="after">
      {words.map(({ shown }) => (
        <p key={shown}>{shown}</p>
      ))}
    </div>
  );
};

/** What a failure means, what to do and who knows, under the headings every failure has. */
export function Four({ told }: { readonly told: Telling }) {
  const { t } = useVisit().texts;
  if (!told.four) return null;
  const things = (['means', 'can', 'knows'] as const).flatMap((thing) => {
    const words = told.four?.[thing];
    return words ? [{ label: t(`four.${thing}`), text: words.shown }] : [];
  });
  return things.length === 0 ? null : <FourThings things={things} />;
}

/** Buttons that are neither going on nor back. */
export function SecondaryActions() {
  const { screen } = useVisit();
  const actions = screen.actions.filter((action) => action.role === 'secondary');
  return actions.length === 0 ? null : (
    <div className="secondary">
      {actions.map((action) => (
        <ActButton key={action.id} action={action} look="secondary" />
      ))}
    </div>
  );
}

/** The middle of every screen: one question or statement, large, then the thing to do. */
export function Stage({ told, children, beneath, outcome, quiet = false }: StageProps) {
  const lead = told.lead.filter(({ shown }) => shown !== '');
  return (
    <main className="stage">
      <section className="ask">
        {outcome ? <OutcomeMark outcome={outcome} /> : null}
        <h1 tabIndex={-1}>{told.title.shown}</h1>
        {lead.map(({ shown }) => (
          <p className="lead" key={shown}>
            {shown}
          </p>
        ))}
        {told.notice && !quiet ? <Notice tone={told.notice.tone} text={told.notice.words.shown} /> : null}
        {beneath}
      </section>
      <section className="do">
        {children}
        <SmallWords told={told} />
        <SecondaryActions />
      </section>
    </main>
  );
}

export const Points = ({ told }: { readonly told: Telling }) =>
  told.points.length === 0 ? null : (
    <ul className="points">
      {told.points.map(({ shown }) => (
        <li key={shown}>{shown}</li>
      ))}
    </ul>
  );
