import '../zod.ts';
import { useState } from 'react';
import { pageClock } from '../clock.ts';
import { StaffGate, useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { staffParts } from '../staff/parts.ts';
import { ArrivalsPage } from './arrivals-page.tsx';
import { arrivalsLine } from './feed.ts';
import { WORDS } from './words.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './arrivals.css';

const parts = staffParts();

/** The page of one session: it knows nobody once that is over. */
function SignedInArrivals() {
  const { ask } = useStaff();
  const [line] = useState(() => arrivalsLine(ask, pageClock));
  return <ArrivalsPage line={line} />;
}

function Arrivals() {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right={null} title={WORDS[language].title}>
      <SignedInArrivals />
    </StaffGate>
  );
}

mountStaffPage(<Arrivals />);
