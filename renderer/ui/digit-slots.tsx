/** Digits typed so far and the places still empty, in groups as the number is read. */
export const DigitSlots = ({
  entered,
  groups,
}: {
  readonly entered: string;
  readonly groups: readonly number[];
}) => {
  let place = 0;
  return (
    <div className="slots" aria-hidden="true">
      {groups.map((length, group) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups never change their order
        <span className="slots-group" key={group}>
          {Array.from({ length }, () => {
            const here = place;
            place += 1;
            const state = here < entered.length ? 'full' : here === entered.length ? 'next' : 'empty';
            return (
              <span className={`slot slot-${state}`} key={here}>
                {entered[here] ?? ''}
              </span>
            );
          })}
        </span>
      ))}
    </div>
  );
};
