import { SourceError } from "../../program/SourceError.js";

/**
 * Layers or heads a caller chose, ascending and each once; negative ones count from the end, none given is all of `0..count-1`.
 *
 * @throws SourceError naming option, value and range.
 */
export function chosenNumbers(
  given: readonly number[] | undefined,
  count: number,
  option: string,
  model: string,
): number[] {
  if (given === undefined) return Array.from({ length: count }, (_, i) => i);
  const chosen = given.map(value => {
    const number = value < 0 ? count + value : value;
    if (!(Number.isInteger(number) && number >= 0 && number < count)) {
      throw new SourceError(
        `${model} has ${option} 0..${count - 1} (or -${count}..-1), not ${value}`,
        option,
      );
    }
    return number;
  });
  if (chosen.length === 0) throw new SourceError("the list is empty: leave it out to have all", option);
  return [...new Set(chosen)].sort((a, b) => a - b);
}
