/** What a client reads in answers of the branch, as far as campaigns look at it; docs/branch-api.yaml has all of it. */
export type SeenTicket = {
  readonly id: string;
  readonly label: string;
  readonly businessDate: string;
  readonly services: readonly { readonly id: string; readonly outcome: string }[];
  readonly state: 'waiting' | 'called' | 'serving' | 'parked' | 'done' | 'noShow' | 'gaveUp';
  readonly counter: string | null;
  readonly overtaken: number;
  readonly issuedAt: string;
  readonly calledAt: string | null;
  readonly version: number;
};
export type SeenTicketAnswer = { readonly ticket: SeenTicket; readonly phoneUrl: string | null };
export type SeenPage = {
  readonly revision: number;
  readonly own: string | null;
  readonly current: SeenTicket | null;
  readonly waiting: readonly { readonly ticket: SeenTicket }[];
  readonly waitingTotal: number;
  readonly parked: readonly SeenTicket[];
};
export type SeenQueue = {
  readonly configuration: {
    readonly services: readonly { readonly id: string; readonly series: string }[];
    readonly counters: readonly { readonly id: string; readonly services: readonly string[] }[];
    readonly overtaking: {
      readonly creditMinutes: Readonly<Record<string, number>>;
      readonly most: number;
    };
    readonly noShowSeconds: number;
  };
};
