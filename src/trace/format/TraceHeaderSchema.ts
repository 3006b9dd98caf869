import * as z from "zod/mini";
import type { Assert, Same } from "../../program/Same.js";
import { jsonSchema, lazily, validate } from "../../program/validate.js";
import type { TraceHeader } from "./TraceHeader.js";

const VERSION = "tracebook/trace@1";

const language = () => z.enum(["javascript", "typescript", "python"]);
const bound = () => z.number().check(z.gte(0));

const headerSchema = lazily(() =>
  z.strictObject({
    schema: z.literal(VERSION),
    programs: z
      .array(
        z.strictObject({
          file: z.string(),
          language: language(),
          sourceType: z.enum(["script", "commonjs", "module"]),
          sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
          source: z.string(),
        }),
      )
      .check(z.minLength(1)),
    call: z.string(),
    callProgram: z.int().check(z.gte(-1)),
    language: language(),
    seed: z.number(),
    epoch: z.number(),
    limits: z.strictObject({
      steps: bound(),
      wallMs: bound(),
      heapMiB: bound(),
      bufferMiB: bound(),
      outputChars: bound(),
      depth: bound(),
      stringChars: bound(),
      entries: bound(),
      objects: bound(),
    }),
    record: z.strictObject({ reads: z.boolean(), heap: z.boolean(), audit: z.boolean() }),
    environment: z.strictObject({ tracebook: z.string(), engine: z.string(), platform: z.string() }),
  }),
);

/** The schema and the interface accept the same values. */
type _TraceHeaderSchemaHolds = Assert<Same<z.output<ReturnType<typeof headerSchema>>, TraceHeader>>;

/**
 * Checks the header of a trace read from a file.
 *
 * @param file the file it was read from, for messages.
 * @param row 1-based line of that file, where it has lines.
 * @throws SourceError naming the field and the value found.
 */
export function validateTraceHeader(value: unknown, file: string, row?: number): TraceHeader {
  return validate(headerSchema(), "trace header", VERSION, value, file, row);
}

/** JSON Schema of a trace header, as in `schemas/trace-header.v1.json`. */
export function traceHeaderJsonSchema(): Record<string, unknown> {
  return jsonSchema(headerSchema(), "urn:tracebook:trace-header:1", "Header of a Tracebook trace");
}
