import '../zod.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bookedSchema, bookingChoicesSchema, slotListSchema } from '#contracts/branch/appointment.ts';
import { pageClock } from '../clock.ts';
import { NOBODY, pageAsk } from '../live/ask.ts';
import { BookPage } from './book-page.tsx';
import type { BookDesk } from './desk.ts';
import { idIn } from './plan.ts';
import '../ui/theme.css';
import '../phone/phone.css';
import '../feedback/feedback.css';
import './book.css';

const ask = pageAsk((input, init) => fetch(input, init), pageClock, NOBODY);

const desk: BookDesk = {
  choices: () => ask('/book/api/choices', bookingChoicesSchema),
  slots: (service, day) => ask(`/book/api/slots?${new URLSearchParams({ service, day })}`, slotListSchema),
  book: (booking) => ask('/book/api/appointments', bookedSchema, { method: 'POST', body: booking }),
  find: (id) => ask(`/book/api/appointments/${id}`, bookedSchema),
  cancel: (id) => ask(`/book/api/appointments/${id}/cancel`, bookedSchema, { method: 'POST' }),
  // Behind the `#`, which no request carries: a page that is loaded anew finds what was booked.
  kept: () => idIn(location.hash),
  keep: (id) => history.replaceState(null, '', id === null ? location.pathname : `#${id}`),
};

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <BookPage desk={desk} />
    </StrictMode>,
  );
