/**
 * Jensen–Shannon divergence ½KL(p‖m) + ½KL(q‖m), m = ½(p + q), in nats: 0 for equal distributions, ln 2 for those that share
 * nothing.
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const middle = (p[i] + q[i]) / 2;
    if (p[i] > 0) sum += (p[i] * Math.log(p[i] / middle)) / 2;
    if (q[i] > 0) sum += (q[i] * Math.log(q[i] / middle)) / 2;
  }
  return Math.max(0, sum);
}
