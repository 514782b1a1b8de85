import type { ReactNode } from 'react';

/** Each state has a shape of its own, so that it is known without its colour. The word beside it is what is read out. */
function Shape({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2.4, strokeLinecap: 'round' } as const;

/** Called: sound from a loudspeaker. */
export const CalledShape = () => (
  <Shape>
    <path d="M3 9v6h4l6 5V4L7 9z" fill="currentColor" />
    <path d="M17 8.5a5 5 0 0 1 0 7M19.5 5.5a9 9 0 0 1 0 13" {...stroke} />
  </Shape>
);

/** Being served: somebody at a counter. */
export const ServingShape = () => (
  <Shape>
    <circle cx="12" cy="6.5" r="4" fill="currentColor" />
    <path d="M5 16c0-7 14-7 14 0zM2 18h20v3H2z" fill="currentColor" />
  </Shape>
);

export const DoneShape = () => (
  <Shape>
    <path d="m4 13 5.5 5.5L20 7" {...stroke} />
  </Shape>
);
export const NotPossibleShape = () => (
  <Shape>
    <path d="M5.5 5.5l13 13m0-13-13 13" {...stroke} />
  </Shape>
);
export const InHandShape = () => (
  <Shape>
    <path d="M6 4l14 8-14 8z" fill="currentColor" />
  </Shape>
);
export const OpenShape = () => (
  <Shape>
    <circle cx="12" cy="12" r="7.5" {...stroke} />
  </Shape>
);

const MINDS = {
  /** A walking stick. */
  elderly: <path d="M9 21V8a4 4 0 0 1 8 0v1" {...stroke} />,
  /** A wheelchair. */
  disabled: (
    <>
      <circle cx="10" cy="4" r="2.4" fill="currentColor" />
      <path d="M10 8v6h6l3 6" {...stroke} />
      <path d="M7 12a5 5 0 1 0 7 6.5" {...stroke} />
    </>
  ),
  pregnant: (
    <>
      <circle cx="11" cy="4.4" r="2.6" fill="currentColor" />
      <path d="M9 8v13M13 21v-4c5 0 5-6 0-6.5V8" {...stroke} />
    </>
  ),
  /** A star. */
  vip: (
    <path d="m12 3 2.7 5.9 6.3.7-4.7 4.3 1.3 6.3L12 17l-5.6 3.2 1.3-6.3L3 9.6l6.3-.7z" fill="currentColor" />
  ),
  /** A building. */
  corporate: (
    <path d="M5 21V4h9v17M14 10h5v11M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2" {...stroke} strokeWidth={2} />
  ),
  /** A calendar's leaf. */
  appointment: (
    <>
      <rect x="4" y="5.5" width="16" height="15" rx="1.5" {...stroke} strokeWidth={2} />
      <path d="M4 10.5h16M8.5 3v4M15.5 3v4" {...stroke} strokeWidth={2} />
    </>
  ),
  /** Another language: a speech bubble. */
  language: <path d="M3 5h18v11h-9l-5 4v-4H3z" {...stroke} strokeWidth={2} strokeLinejoin="round" />,
} as const;

export const MindShape = ({ of }: { readonly of: keyof typeof MINDS }) => <Shape>{MINDS[of]}</Shape>;
