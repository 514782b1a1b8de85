export type ShownThing = { readonly label: string; readonly text: string };

/** What a failure means, what to do, who knows: always in this order, each under its own small heading. */
export const FourThings = ({ things }: { readonly things: readonly ShownThing[] }) => (
  <dl className="four">
    {things.map(({ label, text }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{text}</dd>
      </div>
    ))}
  </dl>
);
