/** How far one is: one quiet piece a step. The words stand beside it; this is only their picture. */
export const Rail = ({ position, of }: { readonly position: number; readonly of: number }) => (
  <span className="rail" aria-hidden="true">
    {Array.from({ length: of }, (_, index) => index + 1).map((step) => (
      <span
        key={step}
        className={step < position ? 'rail-past' : step === position ? 'rail-here' : 'rail-ahead'}
      />
    ))}
  </span>
);
