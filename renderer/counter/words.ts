import type { Kept } from '#contracts/branch/appointment.ts';
import type { Need, Segment } from '#contracts/branch/configuration.ts';
import type { CounterActName } from '#contracts/branch/counter.ts';
import type { ServiceOutcome, WaitReason } from '#contracts/branch/ticket.ts';
import type { Bilingual, Language } from '#contracts/language.ts';
import type { KeyDeed } from './keys.ts';

/** Everything the counter page says, in the words of those who work there. */
export type CounterWords = {
  readonly title: string;
  readonly titleWith: (counter: string, label: string | null) => string;
  readonly name: (bilingual: Bilingual) => string;
  readonly counter: (id: string) => string;
  readonly connecting: string;
  readonly live: string;
  readonly lost: (time: string) => string;
  readonly lostMore: string;
  readonly noSpeech: string;
  readonly choose: string;
  readonly chooseMore: string;
  readonly everything: string;
  readonly taken: (staff: string) => string;
  readonly free: string;
  readonly open: string;
  readonly paused: string;
  readonly pausedMore: string;
  readonly reopen: string;
  readonly closed: string;
  readonly deed: Readonly<Record<KeyDeed, string>>;
  readonly noShowIn: (seconds: number) => string;
  readonly nobodyHere: string;
  readonly canCall: (count: number) => string;
  readonly state: Readonly<Record<'called' | 'serving', string>>;
  readonly since: Readonly<Record<'called' | 'serving', (time: string) => string>>;
  readonly steps: string;
  readonly outcome: Readonly<Record<ServiceOutcome, string>>;
  readonly inHand: string;
  readonly drafted: string;
  readonly papers: string;
  readonly orInstead: string;
  readonly speaks: Readonly<Record<Language, string>>;
  readonly need: Readonly<Record<Need, string>>;
  readonly segment: Readonly<Record<Exclude<Segment, 'ordinary'>, string>>;
  /** At which time of the branch's clock, and how it was kept; null = not known any more. */
  readonly appointment: (at: { readonly time: string; readonly kept: Kept } | null) => string;
  readonly byNumber: string;
  readonly byNumberHint: string;
  readonly call: string;
  readonly noNumber: (typed: string) => string;
  readonly transferTitle: (label: string) => string;
  readonly toService: string;
  readonly toCounter: (service: string) => string;
  readonly cancel: string;
  readonly queue: string;
  readonly order: string;
  readonly number: string;
  readonly business: string;
  readonly about: string;
  readonly waited: string;
  readonly wait: string;
  readonly overtaken: string;
  readonly times: (count: number) => string;
  readonly minutes: (from: number, to: number) => string;
  readonly minutesUnknown: string;
  readonly reason: Readonly<Record<WaitReason, (counter: string | null) => string>>;
  readonly notMine: string;
  readonly onlyAt: (counter: string) => string;
  readonly nobodyWaits: string;
  readonly more: (count: number) => string;
  readonly parked: string;
  readonly nobodyParked: string;
  readonly callBack: string;
  readonly counters: string;
  readonly withCustomer: string;
  readonly idle: string;
  readonly sending: string;
  readonly unsure: (act: string) => string;
  readonly dropUnsure: string;
  readonly act: Readonly<Record<CounterActName, string>>;
  readonly done: Readonly<Record<CounterActName, (what: string) => string>>;
  readonly refused: Readonly<
    Record<
      | 'changed'
      | 'notFound'
      | 'nobodyWaiting'
      | 'counterTaken'
      | 'counterNotOpen'
      | 'counterBusy'
      | 'tooEarly'
      | 'overtakenEnough'
      | 'dropped'
      | 'other',
      string
    >
  >;
};
