/** What the page of use is made of. */
export type UseTables = {
  /** How often what was opened at the branch's terminals, by business date and hour; no person, no visit. */
  tile_use: {
    branch: string;
    business_date: string;
    hour: number;
    tile: string;
    opened: number;
    finished: number;
  };
  /** Batches of use that have been counted, so that a resend counts nothing twice. */
  use_batches: { terminal: string; id: string; day: string };
};
