/** A number for people, three significant digits: `0.042`, `8.31`, `12,345`, `1.2e-7`. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e9)
      ? value.toExponential(1)
      : size >= 1000
        ? Math.round(value)
            .toString()
            .replace(/\B(?=(\d{3})+$)/g, ",")
        : String(Number(value.toPrecision(3)));
  return text.replace(/-/g, "−");
}

/** A share of a whole: `1.24 %`, `0.003 %`. */
export function shareText(share: number): string {
  return `${numberText(share * 100)}\u00a0%`;
}

/** `1 token`, `2,000 tokens`. */
export function countText(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? "" : "s"}`;
}
