import type { Program } from "../program/Program.js";
import { TraceHasher } from "./format/TraceHasher.js";
import type { TraceFooter } from "./format/TraceHeader.js";
import { TraceWriter } from "./format/TraceWriter.js";
import type { TraceOptions } from "./TraceOptions.js";
import { execute } from "./trace.js";

/**
 * Runs a program as {@link trace} does and streams the recording to a `.trace` file: memory stays bounded however
 * long the run is. The file gets its name when it is whole.
 *
 * @param path file to write.
 * @returns the footer: outcome, counts and hash.
 * @throws SourceError for a fault in the program, the call or the options, before the file is opened.
 */
export async function traceToFile(
  program: string | Program,
  path: string,
  options: TraceOptions = {},
): Promise<TraceFooter> {
  const hasher = new TraceHasher();
  let writer: TraceWriter | undefined;
  try {
    const { header, prepared, result } = await execute(program, options, started => {
      const opened = new TraceWriter(path, started.header, started.prepared.tables);
      writer = opened;
      return {
        rows(op, frame, value) {
          hasher.rows(op, frame, value);
          opened.append(op, frame, value);
        },
        strings(texts) {
          hasher.strings(texts);
          opened.strings(texts);
        },
      };
    });
    const sha256 = hasher.digest(header, prepared.tables, result);
    const footer: TraceFooter = { ...result, rows: writer!.rows, sha256 };
    writer!.close(footer);
    return footer;
  } catch (error) {
    writer?.abort();
    throw error;
  }
}
