import '../zod.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { copyAnswerSchema, paperCheckedSchema, paperLookedSchema } from '#contracts/branch/paper-page.ts';
import { pageClock } from '../clock.ts';
import { NOBODY, pageAsk } from '../live/ask.ts';
import { PaperPage } from './paper-page.tsx';
import '../ui/theme.css';
import '../phone/phone.css';
import '../feedback/feedback.css';

const ask = pageAsk((input, init) => fetch(input, init), pageClock, NOBODY);

/** `/p/<code>#<number>`: the number is for the page alone and reaches no server's log. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <PaperPage
        code={decoded(location.pathname.split('/')[2] ?? '')}
        number={decoded(location.hash.slice(1))}
        look={(paper) => ask('/p/api/look', paperLookedSchema, { method: 'POST', body: paper })}
        copy={(wish) => ask('/p/api/copy', copyAnswerSchema, { method: 'POST', body: wish, within: 60_000 })}
        check={(file) => ask('/p/api/check', paperCheckedSchema, { method: 'POST', file, within: 60_000 })}
      />
    </StrictMode>,
  );
