import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Role } from '#contracts/branch/staff.ts';
import type { Language } from '#contracts/language.ts';
import { StaffGate, type StaffParts } from './gate.tsx';
import { StaffLanguage, useLanguage } from './language.tsx';
import { staffParts } from './parts.ts';

type Room = {
  /** As `StaffGate` asks for it. */
  readonly right: Role | readonly Role[] | null;
  readonly title: (language: Language) => string;
  /** Made for each session: it knows nothing once that is over. */
  readonly page: ReactNode;
  /** Left out: made here. */
  readonly parts?: StaffParts;
};

/** Puts a page of staff into its document, behind the gate and in the language its reader chose. */
export function mountStaffPage({ parts = staffParts(), ...room }: Room): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <StaffLanguage>
        <Gated parts={parts} {...room} />
      </StaffLanguage>
    </StrictMode>,
  );
}

function Gated({ parts, right, title, page }: Room & { readonly parts: StaffParts }) {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right={right} title={title(language)}>
      {page}
    </StaffGate>
  );
}
