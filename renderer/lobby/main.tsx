import '../zod.ts';
import { useEffect, useState } from 'react';
import { type HallView, hallSchema } from '#contracts/branch/hall.ts';
import { type ArrivalsLine, arrivalsLine } from '../arrivals/feed.ts';
import { pageClock } from '../clock.ts';
import { LiveFeed } from '../live/feed.ts';
import { StaffGate, useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { staffParts } from '../staff/parts.ts';
import { lobbyApi } from './api.ts';
import { LobbyFeed, SHUT_OUT } from './feed.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import '../arrivals/arrivals.css';
import './lobby.css';
import './call-row.css';
import './hall.css';
import { HallPage, LobbyPage, WORDS } from './lobby-page.tsx';

const parts = staffParts();

/** The page of one session: it hears of calls and the hall as long as somebody is signed in, and knows none afterwards. */
function SignedInLobby() {
  const { ask, keeper, staff } = useStaff();
  const [hallFeed] = useState(
    () =>
      new LiveFeed(
        (after, wait, signal) => {
          const query = new URLSearchParams({ wait: String(wait) });
          if (after !== null) query.set('after', String(after));
          return ask(`/lobby/api/hall?${query}`, hallSchema, { signal, within: 60_000 });
        },
        pageClock,
        SHUT_OUT,
      ),
  );
  useEffect(() => {
    const look = () => {
      if (hallFeed.view().connection === 'ended') keeper.lost();
    };
    return hallFeed.subscribe(look);
  }, [hallFeed, keeper]);
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

function Lobby() {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right={['lobby', 'manager']} title={WORDS[language].title}>
      <SignedInLobby />
    </StaffGate>
  );
}

mountStaffPage(<Lobby />);
