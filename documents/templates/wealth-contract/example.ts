/** What an amount becomes, in whole fen: at the end, and how much was won or lost. */
export type Outcome = { readonly endFen: number; readonly changeFen: number };

/**
 * `amountFen` at a yearly rate in basis points for so many days of a year of 365 (null: for a year), without interest on interest. A part
 * of a fen is dropped to the customer's disadvantage, so that the example never says too much.
 */
export function outcomeOf(amountFen: number, basisPoints: number, days: number | null): Outcome {
  const exact = BigInt(amountFen) * BigInt(basisPoints) * BigInt(days ?? 365);
  const year = 365n * 10_000n;
  const floored = exact / year - (exact < 0n && exact % year !== 0n ? 1n : 0n);
  const lost = -BigInt(amountFen);
  const changeFen = Number(floored < lost ? lost : floored);
  return { endFen: amountFen + changeFen, changeFen };
}
