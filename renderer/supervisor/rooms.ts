import type { ComponentType } from 'react';
import type { Role } from '#contracts/branch/staff.ts';
import type { Language } from '#contracts/language.ts';
import { APPROVALS_ROOM } from './rooms/approvals/room.ts';
import { CABINET_ROOM } from './rooms/cabinet/room.ts';
import { CUSTODY_ROOM } from './rooms/custody/room.ts';
import { PLACE_ROOM } from './rooms/place/room.ts';
import { PROMISES_ROOM } from './rooms/promises/room.ts';
import { READINESS_ROOM } from './rooms/readiness/room.ts';
import { STORYBOARD_ROOM } from './rooms/storyboard/room.ts';
import { SUPPLIES_ROOM } from './rooms/supplies/room.ts';
import { SURROUNDINGS_ROOM } from './rooms/surroundings/room.ts';
import { TESTS_ROOM } from './rooms/tests/room.ts';
import { TODAY_ROOM } from './rooms/today/room.ts';
import { TRACE_ROOM } from './rooms/trace/room.ts';

/** One section of supervisor mode: who sees it, what it is called, and what it is, loaded when it is opened. */
export type Room = {
  readonly id: string;
  readonly by: readonly Role[];
  readonly name: Readonly<Record<Language, string>>;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
};

/** In the order in which they stand in the list; a new one is a folder and a line. */
export const ROOMS: readonly Room[] = [
  PLACE_ROOM,
  SUPPLIES_ROOM,
  CABINET_ROOM,
  STORYBOARD_ROOM,
  TESTS_ROOM,
  SURROUNDINGS_ROOM,
  TRACE_ROOM,
  READINESS_ROOM,
  CUSTODY_ROOM,
  PROMISES_ROOM,
  APPROVALS_ROOM,
  TODAY_ROOM,
];
