/** What is asked of the branch in a day, with what the client drew for it; each is one request. */
export type Act =
  | {
      readonly kind: 'take';
      readonly terminal: number;
      readonly id: string;
      readonly services: readonly string[];
      readonly segment: string;
      readonly needs: readonly string[];
      readonly channel: string;
    }
  | { readonly kind: 'giveUp'; readonly by: 'phone' | 'terminal'; readonly id: string }
  | {
      readonly kind: 'counter';
      readonly staff: number;
      readonly name: CounterActName;
      /** `request`, and what else the act takes. */
      readonly body: CounterBody;
    };

export type CounterActName =
  | 'open'
  | 'pause'
  | 'close'
  | 'callNext'
  | 'call'
  | 'recall'
  | 'begin'
  | 'park'
  | 'transfer'
  | 'noShow'
  | 'finish';

export type CounterBody = {
  readonly request: string;
  readonly counter?: string | null;
  readonly label?: string;
  readonly ticket?: string;
  readonly version?: number;
  readonly service?: string | null;
  readonly outcome?: 'done' | 'notPossible' | 'atTerminal';
};

/** What an act came to, as far as a client sees it: a refusal's code, or the ticket it was about as it then stood. */
export type Outcome = { readonly code: string; readonly ticket: Ticket | null };

/** A ticket as docs/branch-api.yaml shows it, without what says nothing about the queue. */
export type Ticket = {
  readonly id: string;
  readonly label: string;
  readonly services: readonly { readonly id: string; readonly outcome: string }[];
  readonly state: string;
  readonly counter: string | null;
  readonly overtaken: number;
  readonly issuedAt: number;
  readonly calledAt: number | null;
  readonly version: number;
};

/** The same as one line, to be compared. */
export const asLine = (ticket: Ticket): string =>
  [
    ticket.id,
    ticket.label,
    ticket.services.map(({ id, outcome }) => `${id} ${outcome}`).join('+'),
    ticket.state,
    ticket.counter ?? '-',
    ticket.overtaken,
    ticket.issuedAt,
    ticket.calledAt ?? '-',
    ticket.version,
  ].join(' ');
