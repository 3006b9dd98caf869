import { compareOutput } from "./compareOutputs.js";
import type { CodeCell, Output } from "./Notebook.js";

/**
 * The outputs a cell shall hold after an update: the index of the committed output where the new one is equal to
 * it under the cell's tolerance, so that it stays to the byte; the new one elsewhere.
 */
export function keptOutputs(cell: CodeCell, outputs: readonly Output[]): readonly (Output | number)[] {
  return outputs.map((output, index) => {
    const old = cell.outputs[index];
    if (compareOutput(old, output, cell.tolerance).length > 0) return output;
    if (old.output_type !== "execute_result" || output.output_type !== "execute_result") return index;
    const { execution_count: count } = output;
    return old.execution_count === count ? index : { ...old, execution_count: count };
  });
}
