import '../zod.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../ui/button.css';
import '../ui/digit-pad.css';
import './supervisor.css';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { takeIdentity } from '../bridge/token.ts';
import { SupervisorLine } from './line.ts';
import { SupervisorPage } from './page.tsx';
import { LineContext } from './use-line.ts';

/** Where the shell has a window for each page it takes this one away by itself; in a browser the one window goes back. */
const goBack = () => {
  if (!window.vestibule) location.replace('/');
};

const identity = takeIdentity(document);
const place = document.getElementById('root');
if (identity && place) {
  const line = new SupervisorLine(connect(identity));
  createRoot(place).render(
    <LineContext value={line}>
      <SupervisorPage goBack={goBack} />
    </LineContext>,
  );
}
