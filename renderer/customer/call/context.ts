import { createContext, use, useSyncExternalStore } from 'react';
import { NOTHING_YET } from '../../call/peer-state.ts';
import type { CallLine, CallShown } from './line.ts';

const CallContext = createContext<CallLine | null>(null);
export const CallProvider = CallContext.Provider;

const NOTHING: CallShown = { open: null, peer: NOTHING_YET, caption: '' };
const nothing = (): CallShown => NOTHING;
const never = () => () => undefined;

/** The page's end of the call; null where there is none (a gallery, a test). */
export const useCallLine = (): CallLine | null => use(CallContext);

/** How the call stands, as far as the page itself knows. */
export function useCall(): CallShown {
  const line = use(CallContext);
  return useSyncExternalStore(line?.subscribe ?? never, line?.now ?? nothing);
}
