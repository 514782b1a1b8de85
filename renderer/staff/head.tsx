import type { ReactNode } from 'react';
import { Who } from './gate.tsx';
import { LanguageButton } from './language.tsx';

/** How fresh a page is, in its own words. */
export type HeadLine = {
  readonly connection: 'first' | 'live' | 'lost' | 'ended';
  readonly words: { readonly connecting: string; readonly live: string; readonly lost: string };
  /** How long it has been so; counted beside the word, where nothing is read out by itself. */
  readonly since?: string | null;
  /** What a lost line means here; said once. */
  readonly more?: string;
};

type Props = {
  readonly title: string;
  /** Left out on a page that keeps nothing fresh. */
  readonly line?: HeadLine;
  /** What this page has of its own up there. */
  readonly children?: ReactNode;
};

/** The head of a page of staff: what it is, whether it is up to date, who is signed in, and the language. */
export function StaffHead({ title, line, children }: Props) {
  const lost = line?.connection === 'lost';
  return (
    <>
      <header className="top">
        <h1>{title}</h1>
        {children}
        {line && (
          <p className="line" data-line={line.connection}>
            <LineShape broken={lost} />
            <span>
              {line.words[line.connection === 'live' ? 'live' : lost ? 'lost' : 'connecting']}
              {line.since && ` · ${line.since}`}
            </span>
          </p>
        )}
        <Who />
        <LanguageButton />
      </header>
      {lost && line.more !== undefined && (
        <p className="line-lost" role="alert">
          {line.more}
        </p>
      )}
    </>
  );
}

/** Up to date: a full round. Cut off: a cross. The word beside it is what is read out. */
const LineShape = ({ broken }: { readonly broken: boolean }) => (
  <svg className="shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {broken ? (
      <path d="M4 4l16 16M20 4 4 20" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    ) : (
      <circle cx="12" cy="12" r="7" fill="currentColor" />
    )}
  </svg>
);
