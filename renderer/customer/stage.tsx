import { Fragment, type ReactNode } from 'react';
import type { ActionId } from '#contracts/screen/actions.ts';
import { PHRASE_END, type Telling } from '#texts/tell/telling.ts';
import { FourThings } from '../ui/four-things.tsx';
import type { IconName } from '../ui/icons.tsx';
import { Notice, type Outcome, OutcomeMark } from '../ui/notice.tsx';
import { ActButton } from './act-button.tsx';
import { useVisit } from './visit.tsx';

/** `picture`: what else there is stands beneath the question, the picture fills the other half. `wide`: no halves. */
type Shape = 'halves' | 'picture' | 'wide';

export type StageProps = {
  readonly told: Telling;
  /** The thing to do or to look at, under the question or, lying, beside it. */
  readonly children?: ReactNode;
  /** Further small things under the question itself. */
  readonly beneath?: ReactNode;
  readonly outcome?: Outcome | undefined;
  /** How it is laid out when the screen lies. */
  readonly shape?: Shape;
  /** The notice stands somewhere else on this screen. */
  readonly quiet?: boolean;
};

/** A long title breaks between its phrases and nowhere else. */
const Title = ({ text }: { readonly text: string }) => (
  <h1 tabIndex={-1}>
    {text.split(PHRASE_END).map((phrase, index) => (
      <Fragment key={phrase}>
        {index > 0 ? <wbr /> : null}
        {phrase}
      </Fragment>
    ))}
  </h1>
);

/** What is said after everything else. */
export const SmallWords = ({ told }: { readonly told: Telling }) => {
  const words = told.after.filter(({ shown }) => shown !== '');
  return words.length === 0 ? null : (
    <div className="after">
      {words.map(({ shown }) => (
        <p key={shown}>{shown}</p>
      ))}
    </div>
  );
};

type Thing = keyof NonNullable<Telling['four']>;

/** Some of the things a failure says, under the headings every failure has. */
function Things({ told, which }: { readonly told: Telling; readonly which: readonly Thing[] }) {
  const { t } = useVisit().texts;
  const things = which.flatMap((thing) => {
    const words = told.four?.[thing];
    return words ? [{ label: t(`four.${thing}`), text: words.shown }] : [];
  });
  return things.length === 0 ? null : <FourThings things={things} />;
}

const SECONDARY_ICONS: Partial<Record<ActionId, IconName>> = {
  takeNumber: 'ticket',
  find: 'search',
  callPerson: 'person',
  callTeller: 'person',
};

/** Buttons that are neither going on nor back. */
export function SecondaryActions() {
  const { screen } = useVisit();
  const actions = screen.actions.filter((action) => action.role === 'secondary');
  return actions.length === 0 ? null : (
    <div className="secondary">
      {actions.map((action) => (
        <ActButton
          key={`${action.id} ${action.choice ?? ''}`}
          action={action}
          look="secondary"
          icon={SECONDARY_ICONS[action.id]}
        />
      ))}
    </div>
  );
}

/** The middle of every screen: one question or statement, large, then the thing to do. */
export function Stage({ told, children, beneath, outcome, shape = 'halves', quiet = false }: StageProps) {
  const lead = told.lead.filter(({ shown }) => shown !== '');
  return (
    <main className={`stage stage-${shape}`}>
      <section className="ask">
        <div className="headline">
          {outcome ? <OutcomeMark outcome={outcome} /> : null}
          <Title text={told.title.shown} />
        </div>
        {lead.map(({ shown }) => (
          <p className="lead" key={shown}>
            {shown}
          </p>
        ))}
        {told.notice && !quiet ? <Notice tone={told.notice.tone} text={told.notice.words.shown} /> : null}
        {beneath}
        <Things told={told} which={['means']} />
      </section>
      <section className="do">
        <Things told={told} which={['can', 'knows']} />
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
