import type { ReactNode } from 'react';

const SHAPES = { well: '●', amiss: '■', wrong: '▲' } as const;

/** How something stands: by a shape, a colour and words. */
export const Standing = ({
  is,
  children,
}: {
  readonly is: keyof typeof SHAPES;
  readonly children: ReactNode;
}) => (
  <p className={`standing ${is}`}>
    <span aria-hidden="true">{SHAPES[is]}</span>
    <span>{children}</span>
  </p>
);
