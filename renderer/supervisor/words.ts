import type { Role } from '#contracts/branch/staff.ts';
import type { Language } from '#contracts/language.ts';
import type { OutOfServiceFault } from '#contracts/screen/out-of-service.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { Closing } from '#contracts/supervisor/session.ts';
import { EN } from './words-en.ts';
import { ZH } from './words-zh.ts';

/** What the frame of supervisor mode says; each room has words of its own. */
export type SupervisorWords = {
  readonly title: string;
  readonly terminal: (id: string) => string;
  readonly otherLanguage: string;
  readonly simulated: string;
  readonly away: string;
  readonly offline: string;
  readonly connecting: string;
  readonly customerFirst: string;
  readonly ending: string;
  readonly signIn: string;
  readonly number: string;
  readonly pin: string;
  readonly next: string;
  readonly clear: string;
  readonly rubOut: string;
  readonly back: string;
  readonly leave: string;
  readonly leaveMore: string;
  readonly looking: string;
  readonly again: string;
  readonly idleSoon: (seconds: number) => string;
  readonly stay: string;
  readonly rooms: string;
  readonly who: (name: string, number: string) => string;
  readonly noRooms: string;
  readonly second: string;
  readonly secondMore: string;
  readonly cancel: string;
  readonly confirm: string;
  readonly refusal: (refusal: AskRefusal) => string;
  readonly fault: Readonly<Record<OutOfServiceFault, string>>;
  readonly closing: Readonly<Record<Closing, string>>;
  readonly roles: Readonly<Partial<Record<Role, string>>>;
};

export const WORDS: Readonly<Record<Language, SupervisorWords>> = { 'zh-CN': ZH, en: EN };
