import { useEffect, useSyncExternalStore } from 'react';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { BridgeClient } from '../bridge/client.ts';
import { pageClock } from '../clock.ts';
import { listenToActivity, refuseGestures } from './gestures.ts';
import { listenToHolding } from './hold.ts';
import { listenToKeys } from './keyboard.ts';
import { Elsewhere, OneMoment } from './line-views.tsx';
import { ScreenView } from './screen-view.tsx';
import { loudspeaker, SoundFollower } from './sound.ts';

/** The customer's page: the last screen of the host, or honest words while there is none. */
export function App({ client }: { readonly client: BridgeClient }) {
  const { line, screen } = useSyncExternalStore(client.subscribe, client.snapshot);
  useEffect(() => {
    /** What no button offers: whichever screen it was done on, it is meant for the terminal. */
    const unseen = (action: 'quietHelp' | 'requestSupervisor') => {
      const { screen } = client.snapshot();
      if (screen) client.intent({ type: 'act', step: screen.step, action });
    };
    const undo = [
      refuseGestures(window),
      // Before the keys, which keep what they take from everybody behind them.
      listenToHolding(window, pageClock, { selector: '.branch', key: 'help' }, () => unseen('quietHelp')),
      listenToHolding(window, pageClock, { selector: '.top-small' }, () => unseen('requestSupervisor')),
      listenToKeys(
        (key) => client.intent({ type: 'key', key }),
        (letter) => {
          const { screen } = client.snapshot();
          const choice = LETTERS.indexOf(letter);
          if (screen?.actions.some(({ id }) => id === 'letter'))
            client.intent({ type: 'act', step: screen.step, action: 'letter', choice });
        },
      ),
      listenToActivity(window, pageClock.now, () => client.intent({ type: 'activity' })),
    ];
    return () => {
      for (const stop of undo) stop();
    };
  }, [client]);
  useEffect(() => {
    const sound = new SoundFollower(loudspeaker(), pageClock);
    const follow = () => sound.show(client.snapshot().screen ?? null);
    const stop = client.subscribe(follow);
    follow();
    return () => {
      stop();
      sound.stop();
    };
  }, [client]);
  const staffHaveIt = screen?.body.kind === 'outOfService' && screen.body.reason === 'supervisor';
  useEffect(() => {
    // Where the shell has a window for each page, it shows theirs by itself.
    if (staffHaveIt && !window.vestibule) location.assign('/supervisor');
  }, [staffHaveIt]);
  if (line === 'superseded') return <Elsewhere onTakeOver={() => location.reload()} />;
  if (!screen) return <OneMoment />;
  return <ScreenView screen={screen} send={(intent) => client.intent(intent)} />;
}
