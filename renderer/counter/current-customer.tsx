import type { CounterPage } from '#contracts/branch/counter.ts';
import type { ServiceOutcome, Ticket } from '#contracts/branch/ticket.ts';
import { ActButton } from './act-button.tsx';
import type { KeyDeed } from './keys.ts';
import { Minds } from './minds.tsx';
import { CalledShape, DoneShape, InHandShape, NotPossibleShape, OpenShape, ServingShape } from './shapes.tsx';
import type { CounterWords } from './words.ts';

type Props = {
  readonly page: CounterPage;
  readonly ticket: Ticket;
  readonly words: CounterWords;
  /** The service's wall clock, milliseconds since the epoch. */
  readonly now: number;
  readonly can: (deed: KeyDeed) => boolean;
  readonly busy: boolean;
  readonly run: (deed: KeyDeed) => void;
};

/** The customer of this counter: number, what is to be minded, the services step by step, and what can be done. */
export function CurrentCustomer({ page, ticket, words, now, can, busy, run }: Props) {
  const called = ticket.state === 'called';
  const left = noShowLeft(page, now);
  const button = (deed: KeyDeed, label = words.deed[deed], kind: 'primary' | 'plain' | 'stop' = 'plain') => (
    <ActButton deed={deed} label={label} kind={kind} can={can(deed)} busy={busy} run={run} />
  );
  return (
    <section className="current" aria-labelledby="current-label" data-state={ticket.state}>
      <div className="current-head">
        <h2 id="current-label" className="current-label">
          {ticket.label}
        </h2>
        <p className="current-state" role="status">
          {called ? <CalledShape /> : <ServingShape />}
          <span>{words.state[called ? 'called' : 'serving']}</span>
        </p>
        <p className="current-since">
          {ticket.calledAt !== null &&
            words.since[called ? 'called' : 'serving'](stopwatch(now - Date.parse(ticket.calledAt)))}
        </p>
        <Minds ticket={ticket} words={words} timeZone={page.configuration.timeZone} />
        {page.drafts.includes(ticket.id) && <p className="current-drafted">{words.drafted}</p>}
      </div>
      <Steps page={page} ticket={ticket} words={words} />
      <div className="deeds">
        {called ? button('begin', words.deed.begin, 'primary') : button('done', words.deed.done, 'primary')}
        {called ? button('recall') : button('notPossible')}
        {called && button('noShow', left > 0 ? words.noShowIn(left) : words.deed.noShow, 'stop')}
        {button('draft')}
        {button('park')}
        {button('transfer')}
        {called && button('done')}
        {called && button('notPossible')}
      </div>
    </section>
  );
}

/** Whole seconds until a called customer may be marked as not come. */
export function noShowLeft({ current, configuration }: CounterPage, now: number): number {
  if (!current?.calledAt) return 0;
  const waited = Math.max(0, now - Date.parse(current.calledAt));
  return Math.max(0, Math.ceil(configuration.noShowSeconds - waited / 1_000));
}

/** The service in hand: the first that is open. */
export const inHandOf = ({ services }: Ticket) => services.find(({ outcome }) => outcome === 'open');

function Steps({ page, ticket, words }: Pick<Props, 'page' | 'ticket' | 'words'>) {
  const inHand = inHandOf(ticket);
  return (
    <ol className="steps" aria-label={words.steps}>
      {ticket.services.map(({ id, outcome }) => {
        const service = page.configuration.services.find((each) => each.id === id);
        const now = id === inHand?.id;
        return (
          <li key={id} data-step={now ? 'inHand' : outcome} aria-current={now ? 'step' : undefined}>
            <StepShape outcome={outcome} now={now} />
            <span className="step-name">{service ? words.name(service.name) : id}</span>
            <span className="step-outcome">{now ? words.inHand : words.outcome[outcome]}</span>
            {now && service && service.papers.length > 0 && (
              <p className="step-papers">
                {words.papers}:{' '}
                {service.papers
                  .map(({ name, instead }) =>
                    [name, ...instead].map((each) => words.name(each)).join(` ${words.orInstead} `),
                  )
                  .join(' · ')}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function StepShape({ outcome, now }: { readonly outcome: ServiceOutcome; readonly now: boolean }) {
  if (now) return <InHandShape />;
  if (outcome === 'open') return <OpenShape />;
  return outcome === 'notPossible' ? <NotPossibleShape /> : <DoneShape />;
}

/** `4:07`, `1:04:07`. */
function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
