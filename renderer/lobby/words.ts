import type { Assistance } from '#contracts/branch/assistance.ts';
import type { Custody } from '#contracts/branch/custody.ts';
import type { Language } from '#contracts/language.ts';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';

/** Everything the lobby page says, in the words of those who work there. */
export type LobbyWords = {
  readonly title: string;
  readonly hallTitle: string;
  readonly titleWith: (waiting: number) => string;
  readonly waiting: string;
  readonly helped: string;
  readonly kept: string;
  readonly nobodyWaits: string;
  readonly nobodyWaitsMore: string;
  readonly nothingKept: string;
  readonly more: (count: number) => string;
  readonly keys: string;
  readonly connecting: string;
  readonly live: string;
  readonly lost: string;
  readonly lostMore: string;
  /** `quiet`: said so that whoever reads it over a shoulder learns nothing; what it means stands in the handbook. */
  readonly state: Readonly<Record<'open' | 'acknowledged' | 'handsOn' | 'quiet', string>>;
  readonly longWait: string;
  readonly acknowledge: string;
  readonly close: string;
  /** He operates the screen for the customer, and gives it back. */
  readonly handsOn: string;
  readonly handsOff: string;
  readonly label: Readonly<
    Record<'reference' | 'terminal' | 'where' | 'reason' | 'waiting' | 'sinceCall' | 'since', string>
  >;
  /** The language the customer chose, said so that it needs no label. */
  readonly speaks: Readonly<Record<Language, string>>;
  readonly reason: Readonly<Record<Assistance['reason'], string>>;
  readonly service: Readonly<Record<ServiceId, string>>;
  readonly noService: string;
  readonly step: Readonly<Record<ScreenKind, string>>;
  /** A step of a newer terminal, which this page does not know. */
  readonly otherStep: string;
  readonly what: Readonly<Record<Custody['what'], string>>;
  readonly keptWhy: Readonly<Record<Custody['reason'], string>>;
  readonly said: {
    readonly arrived: (reference: string, terminal: string) => string;
    readonly acknowledged: (reference: string) => string;
    readonly seenQuietly: (reference: string) => string;
    readonly closed: (reference: string) => string;
    readonly handsOn: (reference: string) => string;
    readonly handsOff: (reference: string) => string;
    readonly cardKept: (reference: string, terminal: string) => string;
    readonly gone: (reference: string) => string;
    readonly tooLate: (reference: string) => string;
    readonly failed: (reference: string) => string;
  };
  /** Parts of a duration: `2`, `05` become `2 分 05 秒`. */
  readonly duration: {
    readonly seconds: (s: string) => string;
    readonly minutes: (m: string, s: string) => string;
    readonly hours: (h: string, m: string) => string;
    readonly days: (d: string, h: string) => string;
  };
};
