import '../zod.ts';
import { useEffect, useState } from 'react';
import { type HallView, hallSchema } from '#contracts/branch/hall.ts';
import { type ArrivalsLine, arrivalsLine } from '../arrivals/feed.ts';
import { pageClock } from '../clock.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { useStaffFeed } from '../staff/use-staff-feed.ts';
import { lobbyApi } from './api.ts';
import { LobbyFeed } from './feed.ts';
import { HallPage, LobbyPage, WORDS } from './lobby-page.tsx';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import '../arrivals/arrivals.css';
import './lobby.css';
import './call-row.css';
import './hall.css';

/** The page of one session: it hears of calls and the hall as long as somebody is signed in, and knows none afterwards. */
function SignedInLobby() {
  const { ask, staff } = useStaff();
  const hallFeed = useStaffFeed('/lobby/api/hall', hallSchema);
  const [line] = useState(() => arrivalsLine(ask, pageClock));
  return staff.roles.includes('lobby') ? (
    <Calls hallFeed={hallFeed} line={line} />
  ) : (
    <HallPage hallFeed={hallFeed} line={line} />
  );
}

function Calls({ hallFeed, line }: { readonly hallFeed: LiveFeed<HallView>; readonly line: ArrivalsLine }) {
  const { ask, keeper } = useStaff();
  const [feed] = useState(() => new LobbyFeed(lobbyApi(ask), pageClock, keeper.lost));
  useEffect(() => {
    const end = new AbortController();
    void feed.run(end.signal);
    return () => end.abort();
  }, [feed]);
  return <LobbyPage feed={feed} hallFeed={hallFeed} line={line} />;
}

mountStaffPage({
  right: ['lobby', 'manager'],
  title: (language) => WORDS[language].title,
  page: <SignedInLobby />,
});
