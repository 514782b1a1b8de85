export type CardFaceProps = { readonly product: string; readonly kind: string; readonly number: string };

/** The card as it lies in the purse, so that it is recognised before it is read. Never more than the last four. */
export const CardFace = ({ product, kind, number }: CardFaceProps) => (
  <div className="card-face">
    <span className="card-face-product">{product}</span>
    <span className="card-face-chip" aria-hidden="true" />
    <span className="card-face-number">{number}</span>
    <span className="card-face-kind">{kind}</span>
  </div>
);
