import '../zod.ts';
import { useState } from 'react';
import { counterPageSchema } from '#contracts/branch/counter.ts';
import { pageClock } from '../clock.ts';
import { LiveFeed } from '../live/feed.ts';
import { StaffGate, useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { staffParts } from '../staff/parts.ts';
import { CounterDesk } from './desk.ts';
import { SHUT_OUT } from './use-acts.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './counter.css';
import './customer.css';
import '../feedback/feedback.css';
import { CounterPage, WORDS } from './counter-page.tsx';

const parts = staffParts();

/** The page of one session: it knows nothing once that is over. */
function SignedInCounter() {
  const { ask, keeper } = useStaff();
  const [feed] = useState(
    () =>
      new LiveFeed(
        (after, wait, signal) => {
          const query = new URLSearchParams({ wait: String(wait) });
          if (after !== null) query.set('after', String(after));
          return ask(`/counter/api/state?${query}`, counterPageSchema, { signal, within: 60_000 });
        },
        pageClock,
        SHUT_OUT,
      ),
  );
  const [desk] = useState(
    () =>
      new CounterDesk(
        (name, body, within) =>
          ask(`/counter/api/${name}`, counterPageSchema, { method: 'POST', body, within }),
        pageClock,
        newId,
      ),
  );
  return <CounterPage feed={feed} desk={desk} shutOut={keeper.lost} />;
}

/** 128 random bits; also where the page is not a secure context to the browser. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

function Counter() {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right="counter" title={WORDS[language].title}>
      <SignedInCounter />
    </StaffGate>
  );
}

mountStaffPage(<Counter />);
