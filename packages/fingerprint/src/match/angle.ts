const wholeTurn = 2 * Math.PI;

/** Smallest turn between two directions, 0 … π. */
export function turnBetween(a: number, b: number): number {
  let turn = Math.abs(a - b);
  // Directions of minutiae seldom lie a whole turn apart, and a remainder is slow.
  if (turn >= wholeTurn) turn %= wholeTurn;
  return Math.min(turn, wholeTurn - turn);
}
