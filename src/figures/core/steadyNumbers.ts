/** Significant digits kept: versions of V8 differ in the last of what `Math.exp`, `Math.log` and `Math.pow` give. */
const DIGITS = 10;

/** The same data with fractions rounded to ten significant digits, so that a figure computed on another Node has the same bytes. */
export function steadyNumbers<T>(data: T): T {
  if (typeof data === "number") {
    return (Number.isInteger(data) || !Number.isFinite(data) ? data : Number(data.toPrecision(DIGITS))) as T;
  }
  if (Array.isArray(data)) return data.map(steadyNumbers) as T;
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, steadyNumbers(value)])) as T;
}
