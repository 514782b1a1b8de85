import '../zod.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { complaintProgressSchema } from '#contracts/branch/complaint.ts';
import { pageClock } from '../clock.ts';
import { NOBODY, pageAsk } from '../live/ask.ts';
import { ComplaintPage } from './complaint-page.tsx';
import '../ui/theme.css';
import '../phone/phone.css';
import '../feedback/feedback.css';

const ask = pageAsk((input, init) => fetch(input, init), pageClock, NOBODY);
/** The token stands in the address alone; without one the page asks for the number. */
const token = encodeURIComponent(location.pathname.split('/')[2] ?? '');
const byAddress = token === '' ? null : () => ask(`/c/api/${token}`, complaintProgressSchema);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <ComplaintPage
        byAddress={byAddress}
        byNumber={(number) =>
          ask('/c/api/number', complaintProgressSchema, { method: 'POST', body: { number } })
        }
        add={(addition) =>
          ask(`/c/api/${token}/words`, complaintProgressSchema, { method: 'POST', body: addition })
        }
      />
    </StrictMode>,
  );
