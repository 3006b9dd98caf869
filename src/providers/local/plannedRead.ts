import type { ReadResult, TextReader } from "../../lens/decode/TextReader.js";
import type { PlannedText, WrittenRow } from "./InterventionPlan.js";

/** Reads on, with what is planned for these tokens. */
export async function plannedRead(
  reader: TextReader,
  tokens: Int32Array,
  planned: PlannedText | undefined,
  { rows = [], signal }: { readonly rows?: readonly WrittenRow[]; readonly signal?: AbortSignal },
): Promise<ReadResult> {
  const from = reader.tokens;
  const interventions = await planned?.at({ rows, tokens, from, fork: () => reader.fork() });
  return reader.read(tokens, { interventions, signal });
}
