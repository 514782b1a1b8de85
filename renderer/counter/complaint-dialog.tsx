import { useEffect, useRef, useState } from 'react';
import { complaintReceiptSchema } from '#contracts/branch/complaint.ts';
import { ComplaintForm } from '../feedback/complaint-form.tsx';
import { FEEDBACK_WORDS } from '../feedback/words.ts';
import { useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';

/** The way to write down a complaint for the customer at the window. */
export function ComplaintButton({ counter }: { readonly counter: string | null }) {
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="plain" onClick={() => setOpen(true)}>
        {FEEDBACK_WORDS[language].complain}
      </button>
      {open && <ComplaintDialog counter={counter} close={() => setOpen(false)} />}
    </>
  );
}

/** Written down by staff, read to the customer, and filed once he says yes; the counter's keys rest meanwhile. */
function ComplaintDialog({
  counter,
  close,
}: {
  readonly counter: string | null;
  readonly close: () => void;
}) {
  const { ask } = useStaff();
  const { language } = useLanguage();
  const words = FEEDBACK_WORDS[language];
  const dialog = useRef<HTMLDialogElement>(null);
  // Where it was begun is what it is about, whatever the counter does meanwhile.
  const [place] = useState(counter);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="transfer complaint"
      aria-label={words.complain}
      onClose={close}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <ComplaintForm
        words={words}
        language={language}
        cancel={() => dialog.current?.close()}
        file={(complaint) =>
          ask('/tasks/api/complaints', complaintReceiptSchema, {
            method: 'POST',
            body: { ...complaint, counter: place },
          })
        }
      />
      <button type="button" className="plain" onClick={() => dialog.current?.close()}>
        {words.back} <kbd>Esc</kbd>
      </button>
    </dialog>
  );
}
