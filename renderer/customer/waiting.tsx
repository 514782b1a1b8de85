/** Something is going on: five dots that light up one after the other. Always beside words that say what. */
export const Waiting = () => (
  <span className="waiting" aria-hidden="true">
    <span className="waiting-dot" />
    <span className="waiting-dot" />
    <span className="waiting-dot" />
    <span className="waiting-dot" />
    <span className="waiting-dot" />
  </span>
);
