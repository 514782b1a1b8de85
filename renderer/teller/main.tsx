import '../zod.ts';
import { useEffect, useState } from 'react';
import { TELLER_SOCKET } from '#contracts/branch/teller.ts';
import { webSocketCarrier } from '../bridge/web-socket-carrier.ts';
import { pageClock } from '../clock.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { TellerDesk } from './desk.ts';
import { MediaDesk } from './media-desk.ts';
import { TellerPage, WORDS } from './teller-page.tsx';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import '../approvals/approvals.css';
import './teller.css';
import './case.css';
import './media.css';

const socketUrl = ({ protocol, host }: Location): string =>
  `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${TELLER_SOCKET}`;

/** The desk of one session: it knows nothing once that is over. */
function SignedInTeller() {
  const { keeper } = useStaff();
  const [desk] = useState(
    () => new TellerDesk(webSocketCarrier(socketUrl(location)), pageClock, () => crypto.randomUUID()),
  );
  const [media] = useState(() => new MediaDesk(desk, pageClock, navigator.mediaDevices));
  useEffect(() => {
    const stopMedia = media.start();
    desk.line.start();
    addEventListener('online', desk.line.wake);
    return () => {
      removeEventListener('online', desk.line.wake);
      desk.line.stop();
      stopMedia();
    };
  }, [desk, media]);
  return <TellerPage desk={desk} media={media} shutOut={keeper.lost} />;
}

mountStaffPage({ right: 'teller', title: (language) => WORDS[language].title, page: <SignedInTeller /> });
