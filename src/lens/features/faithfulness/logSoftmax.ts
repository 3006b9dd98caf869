/** Logarithms of the probabilities of one row of logits, in double precision. */
export function logSoftmax(logits: Float32Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > most) most = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - most);
  const log = most + Math.log(sum);
  return Float64Array.from(logits, logit => logit - log);
}

/** KL(p ‖ q) = Σ p·(log p − log q), nats. Tokens of probability 0 under p count nothing. */
export function divergence(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++)
    if (p[i] > Number.NEGATIVE_INFINITY) sum += Math.exp(p[i]) * (p[i] - q[i]);
  // Rounding alone makes it negative.
  return Math.max(0, sum);
}
