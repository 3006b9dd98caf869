import * as z from "zod/mini";
import type { Assert, Same } from "../program/Same.js";
import { jsonSchema, lazily, validate } from "../program/validate.js";
import type { Verdict } from "./Question.js";

const VERSION = "tracebook/verdict@1";

const verdictSchema = lazily(() =>
  z.strictObject({
    schema: z.literal(VERSION),
    question: z.string().check(z.minLength(1)),
    verdict: z.enum(["right", "wrong", "unparsed", "refused", "error"]),
    score: z.number().check(z.gte(0), z.lte(1)),
    reason: z.string(),
    detail: z.optional(z.record(z.string(), z.number())),
    profile: z.enum(["compat", "strict"]),
  }),
);

/** The schema and the interface accept the same values. */
type _VerdictSchemaHolds = Assert<Same<z.output<ReturnType<typeof verdictSchema>>, Verdict>>;

/**
 * Checks a verdict read from a file.
 *
 * @param file the file it was read from, for messages.
 * @param row 1-based line of that file, where it has lines.
 * @throws SourceError naming the field and the value found.
 */
export function validateVerdict(value: unknown, file: string, row?: number): Verdict {
  return validate(verdictSchema(), "verdict", VERSION, value, file, row);
}

/** JSON Schema of a verdict, as in `schemas/verdict.v1.json`. */
export function verdictJsonSchema(): Record<string, unknown> {
  return jsonSchema(verdictSchema(), "urn:tracebook:verdict:1", "The score of one answer");
}
