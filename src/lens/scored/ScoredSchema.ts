import * as z from "zod/mini";
import type { Assert, Same } from "../../program/Same.js";
import { jsonSchema, lazily, validate } from "../../program/validate.js";

/** A scored text as it stands in a file; see {@link scoredFile} and {@link readScored}. */
export interface ScoredFile {
  readonly schema: "tracebook/scored@1";
  readonly text: string;
  readonly model?: string;
  readonly vocabulary?: number;
  readonly generatedFrom?: number;
  readonly notes?: readonly string[];
  /** UTF-8 bytes of each token; 0 of special ones. */
  readonly bytes: readonly number[];
  /** Indexes of special tokens. */
  readonly special?: readonly number[];
  /** -1 where unknown. */
  readonly ids: readonly number[];
  /** Natural logarithms; null where there is none. */
  readonly logprobs: readonly (number | null)[];
  readonly ranks?: readonly number[];
  readonly entropies?: readonly (number | null)[];
  /** By token: id (-1 where unknown), text (or bytes, where they are no UTF-8), log-probability. */
  readonly alternatives?: readonly (readonly (readonly [
    id: number,
    text: string | readonly number[],
    logprob: number,
  ])[])[];
  /** Indexes of tokens whose log-probability is only a bound. */
  readonly bounded?: readonly number[];
  readonly windows?: readonly number[];
}

const VERSION = "tracebook/scored@1";

const count = () => z.int().check(z.gte(0));
/** Natural logarithm of a probability; null where there is none. */
const logprob = () => z.nullable(z.number().check(z.lte(0)));

const scoredSchema = lazily(() =>
  z.strictObject({
    schema: z.literal(VERSION),
    text: z.string(),
    model: z.optional(z.string()),
    vocabulary: z.optional(z.int().check(z.gte(1))),
    generatedFrom: z.optional(count()),
    notes: z.optional(z.array(z.string())),
    bytes: z.array(count()),
    special: z.optional(z.array(count())),
    ids: z.array(z.int().check(z.gte(-1))),
    logprobs: z.array(logprob()),
    ranks: z.optional(z.array(count())),
    entropies: z.optional(z.array(z.nullable(z.number().check(z.gte(0))))),
    alternatives: z.optional(
      z.array(
        z.array(
          z.tuple([
            z.int().check(z.gte(-1)),
            z.union([z.string(), z.array(z.int().check(z.gte(0), z.lte(255)))]),
            z.number().check(z.lte(0)),
          ]),
        ),
      ),
    ),
    bounded: z.optional(z.array(count())),
    windows: z.optional(z.array(count())),
  }),
);

/** The schema and the interface accept the same values. */
type _ScoredSchemaHolds = Assert<Same<z.output<ReturnType<typeof scoredSchema>>, ScoredFile>>;

/**
 * Checks a scored text read from a file.
 *
 * @throws SourceError naming the field and the value found.
 */
export function validateScored(value: unknown, file: string): ScoredFile {
  return validate(scoredSchema(), "scored text", VERSION, value, file);
}

/** JSON Schema of a scored text, as in `schemas/scored.v1.json`. */
export function scoredJsonSchema(): Record<string, unknown> {
  return jsonSchema(
    scoredSchema(),
    "urn:tracebook:scored:1",
    "A text with what a model thought of each of its tokens",
  );
}
