import { useState } from 'react';
import type { ComplaintReceipt, PhoneComplaint } from '#contracts/branch/complaint.ts';
import type { PhoneRating, RatingAnswer } from '#contracts/branch/feedback.ts';
import type { PhoneTicket } from '#contracts/branch/phone.ts';
import type { Language } from '#contracts/language.ts';
import { ComplaintForm } from '../feedback/complaint-form.tsx';
import { RateForm } from '../feedback/rate-form.tsx';
import { FEEDBACK_WORDS } from '../feedback/words.ts';
import type { Reply } from '../live/ask.ts';

type Props = {
  readonly ticket: PhoneTicket;
  readonly language: Language;
  readonly rate: (rating: PhoneRating) => Promise<Reply<RatingAnswer>>;
  readonly complain: (complaint: PhoneComplaint) => Promise<Reply<ComplaintReceipt>>;
};

/** Once the holder of a number was served: how it was. And at any time: a complaint. */
export function Feedback({ ticket, language, rate, complain }: Props) {
  const words = FEEDBACK_WORDS[language];
  const [asked, ask] = useState(false);
  const [complaining, setComplaining] = useState(false);
  // What somebody has begun to write does not go because the page hears that it was sent.
  if (ticket.mayRate && !asked) ask(true);
  return (
    <section className="phone-feedback">
      {asked && <RateForm words={words} rate={rate} />}
      {complaining ? (
        <ComplaintForm
          words={words}
          language={language}
          file={complain}
          cancel={() => setComplaining(false)}
        />
      ) : (
        <button type="button" onClick={() => setComplaining(true)}>
          {words.complain}
        </button>
      )}
    </section>
  );
}
