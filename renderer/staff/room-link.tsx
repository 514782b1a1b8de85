import type { ReactNode } from 'react';

/** The way to another page of staff, of this very service. */
export const RoomLink = ({
  to,
  className,
  children,
}: {
  readonly to: `/${string}`;
  readonly className: string;
  readonly children: ReactNode;
}) => (
  <a className={className} href={to}>
    {children}
  </a>
);
