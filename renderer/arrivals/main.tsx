import '../zod.ts';
import { useState } from 'react';
import { pageClock } from '../clock.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { ArrivalsPage } from './arrivals-page.tsx';
import { arrivalsLine } from './feed.ts';
import { WORDS } from './words.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './arrivals.css';

/** The page of one session: it knows nobody once that is over. */
function SignedInArrivals() {
  const { ask } = useStaff();
  const [line] = useState(() => arrivalsLine(ask, pageClock));
  return <ArrivalsPage line={line} />;
}

mountStaffPage({ right: null, title: (language) => WORDS[language].title, page: <SignedInArrivals /> });
