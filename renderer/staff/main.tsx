import '../zod.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import './work.css';
import './staff.css';
import { mountStaffPage } from './mount.tsx';
import { staffParts } from './parts.ts';
import { returnPath } from './return-path.ts';
import { StaffPage } from './staff-page.tsx';
import { WORDS } from './use-words.ts';

const parts = staffParts();
const back = returnPath(location.search, location.origin);

// Whoever comes from another page and signs in here goes back there; whoever is in already wanted to come here.
if (back !== undefined) {
  let out = false;
  const stop = parts.keeper.subscribe(() => {
    const { state } = parts.keeper.view();
    if (state === 'out') out = true;
    if (state !== 'in') return;
    stop();
    if (out) location.replace(back);
  });
}

mountStaffPage({
  parts,
  right: null,
  title: (language) => WORDS[language].title,
  page: <StaffPage back={back} />,
});
