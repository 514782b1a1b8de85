import '../zod.ts';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { pageClock } from '../clock.ts';
import { StaffGate, useStaff } from '../staff/gate.tsx';
import { StaffLanguage, useLanguage } from '../staff/language.tsx';
import { staffParts } from '../staff/parts.ts';
import { lobbyApi } from './api.ts';
import { LobbyFeed } from './feed.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './lobby.css';
import './call-row.css';
import { LobbyPage, WORDS } from './lobby-page.tsx';

const parts = staffParts();

/** The page of one session: it hears of calls as long as somebody is signed in, and knows none afterwards. */
function SignedInLobby() {
  const { ask, keeper } = useStaff();
  const [feed] = useState(() => new LobbyFeed(lobbyApi(ask), pageClock, keeper.lost));
  useEffect(() => {
    const end = new AbortController();
    void feed.run(end.signal);
    return () => end.abort();
  }, [feed]);
  return <LobbyPage feed={feed} />;
}

function Lobby() {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right="lobby" title={WORDS[language].title}>
      <SignedInLobby />
    </StaffGate>
  );
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <StaffLanguage>
        <Lobby />
      </StaffLanguage>
    </StrictMode>,
  );
