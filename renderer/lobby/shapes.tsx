import type { ReactNode } from 'react';

/** Each state has a shape of its own, so that it is known without its colour. The word beside it is what is read out. */
function Shape({ children }: { children: ReactNode }) {
  return (
    <svg className="shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** A raised hand's warning triangle: nobody has answered. */
export const OpenShape = () => (
  <Shape>
    <path d="M12 2 23 21H1z" fill="currentColor" />
    <path d="M12 9v6" stroke="var(--surface)" strokeWidth="2.4" strokeLinecap="round" />
    <circle cx="12" cy="18" r="1.4" fill="var(--surface)" />
  </Shape>
);

/** A ticked round: somebody is on the way. */
export const AnsweredShape = () => (
  <Shape>
    <circle cx="12" cy="12" r="11" fill="currentColor" />
    <path
      d="m7 12.5 3.4 3.4L17 9"
      fill="none"
      stroke="var(--surface)"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </Shape>
);

/** A hand on a pane: a member of staff operates the screen. */
export const HandShape = () => (
  <Shape>
    <rect x="2" y="2" width="20" height="14" rx="2" fill="none" stroke="currentColor" strokeWidth="2.4" />
    <path
      d="M9.5 22v-9.5a1.6 1.6 0 0 1 3.2 0V17l4.1.9c1.2.3 1.9 1.3 1.6 2.5L18 22z"
      fill="currentColor"
      stroke="var(--surface)"
      strokeWidth="1.2"
    />
  </Shape>
);

export const CardShape = () => (
  <Shape>
    <rect x="1.5" y="4.5" width="21" height="15" rx="2.5" fill="none" stroke="currentColor" strokeWidth="2" />
    <path d="M1.5 9.5h21" stroke="currentColor" strokeWidth="3" />
  </Shape>
);

/** An open ring: nobody is there. */
export const FreeShape = () => (
  <Shape>
    <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" strokeWidth="2.4" />
  </Shape>
);

/** A barred square: it does not serve. */
export const ClosedShape = () => (
  <Shape>
    <rect x="2" y="2" width="20" height="20" rx="3" fill="currentColor" />
    <path d="M6.5 12h11" stroke="var(--surface)" strokeWidth="3" strokeLinecap="round" />
  </Shape>
);

/** A broken ring: nothing is heard. */
export const SilentShape = () => (
  <Shape>
    <circle
      cx="12"
      cy="12"
      r="9.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeDasharray="5 5"
    />
  </Shape>
);

/** An arrow upward: more than it should be. */
export const LateShape = () => (
  <Shape>
    <path d="M12 3v18M5 10l7-7 7 7" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
  </Shape>
);
