import '../zod.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { complaintReceiptSchema, type PhoneComplaint } from '#contracts/branch/complaint.ts';
import { type PhoneRating, ratingAnswerSchema } from '#contracts/branch/feedback.ts';
import { phoneTicketSchema } from '#contracts/branch/phone.ts';
import { pageClock } from '../clock.ts';
import { NOBODY, pageAsk } from '../live/ask.ts';
import { LiveFeed } from '../live/feed.ts';
import { polled } from '../live/polled.ts';
import { PhonePage } from './phone-page.tsx';
import '../ui/theme.css';
import './phone.css';
import '../feedback/feedback.css';

const ask = pageAsk((input, init) => fetch(input, init), pageClock, NOBODY);
/** The token stands in the address alone; the document the service sends knows none. */
const token = encodeURIComponent(location.pathname.split('/')[2] ?? '');

const feed = new LiveFeed(polled(ask, `/t/api/${token}`, phoneTicketSchema), pageClock, ['notFound']);
const giveUp = () => ask(`/t/api/${token}/give-up`, phoneTicketSchema, { method: 'POST' });

const rate = (rating: PhoneRating) =>
  ask(`/t/api/${token}/rating`, ratingAnswerSchema, { method: 'POST', body: rating });
const complain = (complaint: PhoneComplaint) =>
  ask(`/t/api/${token}/complaint`, complaintReceiptSchema, { method: 'POST', body: complaint });

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <PhonePage feed={feed} giveUp={giveUp} rate={rate} complain={complain} />
    </StrictMode>,
  );
