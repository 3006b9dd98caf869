/** Bits for people: `0.04`, `5.0`, `127`. */
export function bitsText(bits: number): string {
  if (Number.isNaN(bits)) return "–";
  const size = Math.abs(bits);
  return bits.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2).replace("-", "−");
}

/** A probability for people: `97 %`, `3.1 %`, `0.04 %`, `3e-7`. */
export function pText(p: number): string {
  if (Number.isNaN(p)) return "–";
  if (p < 1e-4) return p === 0 ? "0" : p.toExponential(0);
  const percent = p * 100;
  // Nothing a model says is certain.
  if (percent > 99.95) return ">99.9 %";
  return `${percent.toFixed(percent >= 99 ? 1 : percent >= 10 ? 0 : percent >= 1 ? 1 : 2)} %`;
}

/** `1 token`, `2 tokens`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
