import type { Booked, Booking, BookingChoices, SlotList } from '#contracts/branch/appointment.ts';
import type { Reply } from '../live/ask.ts';

/** What the page asks of the branch service, and where it keeps the id of its booking. */
export type BookDesk = {
  readonly choices: () => Promise<Reply<BookingChoices>>;
  readonly slots: (service: string, day: string) => Promise<Reply<SlotList>>;
  readonly book: (booking: Booking) => Promise<Reply<Booked>>;
  readonly find: (id: string) => Promise<Reply<Booked>>;
  readonly cancel: (id: string) => Promise<Reply<Booked>>;
  /** The id the address carries; null where it has none. */
  readonly kept: () => string | null;
  readonly keep: (id: string | null) => void;
};
