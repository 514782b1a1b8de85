import '../zod.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { UsePage } from './use-page.tsx';
import { WORDS } from './words.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './use.css';

const SignedInUse = () => <UsePage ask={useStaff().ask} />;

mountStaffPage({ right: 'manager', title: (language) => WORDS[language].title, page: <SignedInUse /> });
