import '../zod.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pageIsServed, reloadWhenServed } from '../bridge/reload.ts';
import { pageClock } from '../clock.ts';
import { lobbyApi } from './api.ts';
import { LobbyFeed } from './feed.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import './lobby.css';
import './call-row.css';
import { LobbyPage } from './lobby-page.tsx';

const meta = document.querySelector<HTMLMetaElement>('meta[name="lobby-token"]');
const token = meta?.content ?? '';
meta?.remove();

const feed = new LobbyFeed(
  lobbyApi(token, (input, init) => fetch(input, init)),
  pageClock,
  // The service was started again: its new page carries the new token.
  () => reloadWhenServed(pageClock, pageIsServed, () => location.reload()),
);
void feed.run(new AbortController().signal);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <LobbyPage feed={feed} />
    </StrictMode>,
  );
