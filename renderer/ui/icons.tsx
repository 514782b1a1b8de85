import type { ReactElement } from 'react';

/** Line icons of one family: 48 by 48, drawn with the pen of the text beside them. */
const DRAWN = {
  back: <path d="M30 10 16 24l14 14" />,
  /** Back to where it came from. */
  return: <path d="M16 8 8 16l8 8M8 16h20a11 11 0 0 1 0 22H14" />,
  forward: <path d="m18 10 14 14-14 14" />,
  check: <path d="m9 25 10 10 20-22" />,
  cross: <path d="m12 12 24 24M36 12 12 36" />,
  wait: <path d="M14 8h20M14 40h20M17 8c0 9 5 11 7 16-2 5-7 7-7 16M31 8c0 9-5 11-7 16 2 5 7 7 7 16" />,
  /** A lens that looks on. */
  recording: (
    <>
      <circle cx="24" cy="24" r="17" />
      <circle cx="24" cy="24" r="8" fill="currentColor" />
    </>
  ),
  mind: (
    <>
      <path d="M24 7 5 40h38z" />
      <path d="M24 20v9M24 34.5v.5" />
    </>
  ),
  person: (
    <>
      <circle cx="24" cy="15" r="8" />
      <path d="M8 42c1-10 7-15 16-15s15 5 16 15" />
    </>
  ),
  /** A hand on a pane. */
  hand: (
    <>
      <rect x="4" y="5" width="40" height="27" rx="4" />
      <path d="M20 43V23a3.500 3.500 0 0 1 7 0v9l8 2c3 1 4 3 3.500 5.500L37.500 43" />
    </>
  ),
  card: (
    <>
      <rect x="4" y="10" width="40" height="28" rx="4" />
      <path d="M4 19h40M11 30h9" />
    </>
  ),
  idCard: (
    <>
      <rect x="4" y="10" width="40" height="28" rx="4" />
      <circle cx="33" cy="21" r="4" />
      <path d="M26.500 33c.5-4 2.500-6 6.500-6s6 2 6.500 6M10 19h10M10 25h8M10 31h9" />
    </>
  ),
  receipt: (
    <>
      <path d="M11 4h26v38l-4.500-3-4 3-4.500-3-4.500 3-4-3-4.500 3z" />
      <path d="M17 14h14M17 21h14M17 28h9" />
    </>
  ),
  ticket: (
    <>
      <path d="M6 12h36v7a5 5 0 0 0 0 10v7H6v-7a5 5 0 0 0 0-10z" />
      <path d="M30 13v4M30 22v4M30 31v4" />
    </>
  ),
  /** A house of several floors. */
  company: (
    <>
      <path d="M8 42V8h20v34M28 20h12v22M5 42h38" />
      <path d="M15 16h6M15 24h6M15 32h6M33 28h2M33 35h2" />
    </>
  ),
  camera: (
    <>
      <path d="M5 14h9l3-5h14l3 5h9v26H5z" />
      <circle cx="24" cy="27" r="8" />
    </>
  ),
  phone: (
    <>
      <rect x="13" y="4" width="22" height="40" rx="4" />
      <path d="M21 38h6" />
    </>
  ),
  screens: (
    <>
      <path d="M28 34H4l3-5V12h30v4M4 34v4h22" />
      <rect x="32" y="20" width="13" height="23" rx="3" />
      <path d="M37 38h3" />
    </>
  ),
  lock: (
    <>
      <rect x="9" y="21" width="30" height="21" rx="3" />
      <path d="M15 21v-6a9 9 0 0 1 18 0v6M24 29v5" />
    </>
  ),
  search: (
    <>
      <circle cx="21" cy="21" r="13" />
      <path d="M31 31 L42 42" />
    </>
  ),
  letters: (
    <>
      <path d="M4 38 15 10l11 28M8 29h14" />
      <path d="M31 38v-16M31 30c0-9 13-9 13 0s-13 9-13 0M44 22v16" />
    </>
  ),
  scales: (
    <>
      <path d="M24 6v36M15 42h18M8 13h32" />
      <path d="M8 14 2.500 28a6.500 6 0 0 0 12 0zM40 14l-5.500 14a6.500 6 0 0 0 12 0z" />
    </>
  ),
  growth: (
    <>
      <path d="M6 6v36h36" />
      <path d="m13 33 9-10 7 6 13-16" />
      <path d="M33 12h9v9" />
    </>
  ),
  pen: (
    <>
      <path d="M31 6 42 17 18 41 5 43l2-13z" />
      <path d="M26 11 37 22" />
    </>
  ),
  larger: (
    <>
      <circle cx="21" cy="21" r="13" />
      <path d="M31 31 L42 42M15 21h12M21 15v12" />
    </>
  ),
  smaller: (
    <>
      <circle cx="21" cy="21" r="13" />
      <path d="M31 31 L42 42M15 21h12" />
    </>
  ),
  down: <path d="m10 18 14 14 14-14" />,
  rubOut: (
    <>
      <path d="M16 10h26a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H16L3 24z" />
      <path d="m22 18 12 12M34 18 22 30" />
    </>
  ),
} as const satisfies Readonly<Record<string, ReactElement>>;

export type IconName = keyof typeof DRAWN;

/** Always beside words, never instead of them. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg
    className="icon"
    viewBox="0 0 48 48"
    fill="none"
    stroke="currentColor"
    strokeWidth="3.2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {DRAWN[name]}
  </svg>
);
