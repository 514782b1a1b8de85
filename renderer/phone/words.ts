import type { TicketState, WaitReason } from '#contracts/branch/ticket.ts';
import type { Bilingual, Language } from '#contracts/language.ts';

/** Everything the phone page says to the holder of a number. */
export type PhoneWords = {
  readonly title: string;
  /** The other language, named in itself. */
  readonly other: { readonly language: Language; readonly name: string };
  readonly name: (bilingual: Bilingual) => string;
  readonly number: string;
  readonly state: Readonly<Record<Exclude<TicketState, 'called' | 'serving'>, string>>;
  readonly called: (counter: string) => string;
  readonly serving: (counter: string | null) => string;
  /** What it means for him, and what he can do. */
  readonly more: Readonly<Record<TicketState, string>>;
  readonly ahead: (count: number) => string;
  readonly minutes: (from: number, to: number) => string;
  readonly minutesUnknown: string;
  readonly reason: Readonly<Record<WaitReason, (counter: string | null) => string>>;
  readonly keepOpen: string;
  readonly careUntil: (until: string) => string;
  readonly seats: (count: number) => string;
  readonly giveUp: string;
  readonly giveUpSure: (label: string) => string;
  readonly giveUpMeans: string;
  readonly giveUpYes: string;
  readonly giveUpNo: string;
  readonly sending: string;
  readonly notSent: string;
  readonly tooLate: string;
  readonly connecting: string;
  readonly lost: (time: string) => string;
  readonly asOf: (time: string) => string;
  readonly unknown: string;
  readonly unknownMore: string;
};
