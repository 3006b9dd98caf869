import type { CoconutData, CoconutItem } from "../data/CoconutData.js";

/**
 * Finds the published trace behind each row of a result file: of a function by task and call (rows that stand twice
 * have the same trace), of a program by its place among the rows of the program.
 */
export function joinData(
  data: CoconutData,
): (row: {
  readonly task: string;
  readonly trace: number;
  readonly call?: string;
}) => CoconutItem | undefined {
  const items = new Map<string, CoconutItem>();
  for (const item of data.items) {
    const key = item.call === undefined ? `${item.task}\0${item.trace}` : `${item.task}\0${item.call}`;
    if (!items.has(key)) items.set(key, item);
  }
  return ({ task, trace, call }) => items.get(`${task}\0${call ?? trace}`);
}
