import { readFile } from "node:fs/promises";
import { SourceError } from "../../program/SourceError.js";
import { npyHeader } from "../dictionary/formats/npz/npyHeader.js";
import { npyNumbers } from "../dictionary/formats/npz/npyNumbers.js";
import { type FiniteStateMachine, finiteStateMachine } from "./FiniteStateMachine.js";

/**
 * Reads the machine of a published model from its `fsm.npy`: numpy's array [states, states] of transition probabilities.
 *
 * @throws SourceError naming the file: none there, another kind of file, another shape; as {@link finiteStateMachine}.
 */
export async function readFiniteStateMachine(path: string): Promise<FiniteStateMachine> {
  const bytes = await readFile(path).catch(error => {
    throw new SourceError(`cannot be read: ${(error as Error).message}`, path);
  });
  const header = npyHeader(bytes, bytes.length, "transitions", path);
  const [rows, columns, ...more] = header.shape;
  if (rows !== columns || more.length > 0)
    throw new SourceError(`expected an array [states, states], not [${header.shape.join(", ")}]`, path);
  const numbers = Uint8Array.from(bytes.subarray(header.data, header.data + header.bytes));
  const matrix = Float64Array.from(npyNumbers(numbers, header));
  // Rounded to 32 bits on the way.
  for (let from = 0; from < matrix.length; from += columns) {
    const row = matrix.subarray(from, from + columns);
    const sum = row.reduce((a, b) => a + b, 0);
    if (Math.abs(sum - 1) < 1e-4)
      row.forEach((p, i) => {
        row[i] = p / sum;
      });
  }
  return finiteStateMachine(matrix);
}
