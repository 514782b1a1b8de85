import '../zod.ts';
import { StaffGate, useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { staffParts } from '../staff/parts.ts';
import { UsePage } from './use-page.tsx';
import { WORDS } from './words.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './use.css';

const parts = staffParts();

const SignedInUse = () => <UsePage ask={useStaff().ask} />;

function Use() {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right="manager" title={WORDS[language].title}>
      <SignedInUse />
    </StaffGate>
  );
}

mountStaffPage(<Use />);
