import { inspect } from "node:util";

/** Characters of one cell that are shown. */
const CELL = 400;

/**
 * A value as the text of a table cell: numbers with at most six significant digits (or `digits` behind the point),
 * nothing for `undefined`, objects as `util.inspect` writes them in one line. What is cut says how much.
 */
export function cellText(value: unknown, digits = -1): string {
  if (value === undefined) return "";
  if (typeof value === "number") return numberText(value, digits);
  if (typeof value === "string") return shortened(value);
  if (value instanceof Date && !Number.isNaN(value.valueOf())) return value.toISOString();
  if (typeof value !== "object" || value === null) return shortened(String(value));
  return shortened(inspect([value], { depth: 2, breakLength: Number.POSITIVE_INFINITY }).slice(2, -2));
}

function numberText(value: number, digits: number): string {
  if (!Number.isFinite(value) || Object.is(value, -0)) return Object.is(value, -0) ? "-0" : String(value);
  if (digits >= 0) return value.toFixed(digits);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

function shortened(text: string): string {
  if (text.length <= CELL) return text;
  const kept = text.slice(0, CELL).replace(/[\ud800-\udbff]$/, "");
  return `${kept}… ${text.length - kept.length} more characters`;
}
