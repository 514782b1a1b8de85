/** What somebody has entered so far, sealed, and what is not to be kept. */
export type DraftTables = {
  drafts: {
    /** The terminal's own, unguessable. */
    id: string;
    branch: string;
    terminal: string;
    ticket: string;
    service: string;
    /** Of the terminal's messages about it: a later one takes an earlier one's place. */
    sequence: number;
    /** By which the person's document finds it; says nothing without the service's key. */
    holder_mark: string;
    sealed: string;
    saved_at: number;
    kept_until: number;
  };
  dropped_drafts: { id: string; forget_at: number };
};
