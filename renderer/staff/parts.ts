import { pageClock } from '../clock.ts';
import { staffApi, staffAsk } from './api.ts';
import type { StaffParts } from './gate.tsx';
import { StaffSessionKeeper } from './session.ts';

/** The line to the branch service and the session of this page, made once in each page of staff. */
export function staffParts(): StaffParts {
  const ask = staffAsk((input, init) => fetch(input, init), pageClock);
  const api = staffApi(ask);
  return { ask, api, keeper: new StaffSessionKeeper(api, pageClock) };
}
