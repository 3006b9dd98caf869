import { SourceError } from "../../program/SourceError.js";

/** An option that is a whole number in a range. */
export function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SourceError(`${name} must be a whole number within ${least}..${most}, not ${value}`, "figure");
}
