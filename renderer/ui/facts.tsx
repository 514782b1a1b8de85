export type ShownFact = { readonly label: string; readonly value: string; readonly strong?: boolean };

/** What is known, as label and value; the value is what people look for, so it is the large one. */
export const Facts = ({ facts }: { readonly facts: readonly ShownFact[] }) => (
  <dl className="facts">
    {facts.map(({ label, value, strong }) => (
      <div className={strong ? 'fact fact-strong' : 'fact'} key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
