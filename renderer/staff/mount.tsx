import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { StaffLanguage } from './language.tsx';

/** Puts a page of staff into its document, in the language its reader chose. */
export function mountStaffPage(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <StaffLanguage>{page}</StaffLanguage>
    </StrictMode>,
  );
}
