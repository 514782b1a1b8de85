import '../zod.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { boardSchema } from '#contracts/branch/board.ts';
import { pageClock } from '../clock.ts';
import { NOBODY, pageAsk } from '../live/ask.ts';
import { LiveFeed } from '../live/feed.ts';
import { Announcer } from './announcer.ts';
import { BoardPage } from './board-page.tsx';
import { BoardSound } from './sound.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import './board.css';

const fetcher: typeof fetch = (input, init) => fetch(input, init);
const ask = pageAsk(fetcher, pageClock, NOBODY);
/** Which branch's board this is stands in the address, so that opening it again shows the same. */
const branch = new URLSearchParams(location.search).get('branch');

const feed = new LiveFeed(
  (after, wait, signal) => {
    const query = new URLSearchParams({ wait: String(wait) });
    if (branch !== null) query.set('branch', branch);
    if (after !== null) query.set('after', String(after));
    return ask(`/board/api/state?${query}`, boardSchema, { signal, within: 60_000 });
  },
  pageClock,
  ['notFound', 'badRequest'],
);
const sound = new BoardSound(new AudioContext(), pageClock, branch, fetcher);
const announcer = new Announcer(sound);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <BoardPage feed={feed} announcer={announcer} sound={sound} />
    </StrictMode>,
  );
