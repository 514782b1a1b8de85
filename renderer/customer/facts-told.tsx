import type { Telling } from '#texts/tell/telling.ts';
import { Facts } from '../ui/facts.tsx';

/** The facts a screen tells; the one that matters most stands out. */
export const FactsTold = ({ told, strong }: { readonly told: Telling; readonly strong: number }) =>
  told.facts.length === 0 ? null : (
    <Facts
      facts={told.facts.map(({ label, value }, index) => ({
        label,
        value: value.shown,
        strong: index === strong,
      }))}
    />
  );
