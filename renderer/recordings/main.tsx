import '../zod.ts';
import { PLAYBACK_RIGHT } from '#contracts/branch/recording.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { RecordingsPage } from './recordings-page.tsx';
import { WORDS } from './words.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './recordings.css';

const SignedInRecordings = () => <RecordingsPage ask={useStaff().ask} />;

mountStaffPage({
  right: PLAYBACK_RIGHT,
  title: (language) => WORDS[language].title,
  page: <SignedInRecordings />,
});
