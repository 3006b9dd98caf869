import * as z from "zod/mini";
import { SourceError } from "../../program/SourceError.js";
import { lazily, validateForeign } from "../../program/validate.js";

/** Where something is changed. */
export type InterventionPlace =
  /** Every token of prompt, trace and answer. */
  | "everywhere"
  /** Tokens of a node of the program in the prompt, by its id; of that program alone where it is named by its id. */
  | { readonly node: number; readonly program?: string }
  /** Tokens of the outermost nodes of a type that begin on a line; of the statement there where no type is named. */
  | { readonly line: number; readonly type?: string }
  /** The row that a model writes for the k-th time a line comes in its trace. */
  | { readonly occurrence: { readonly line: number; readonly k: number } };

/** One change of features or codes. */
export interface InterventionSpec {
  /** Layer of the dictionary; or the hook it writes, where several are of one layer. */
  readonly layer?: number;
  readonly hook?: string;
  /** Features of a sparse dictionary; or codes, of a group. */
  readonly features?: readonly number[];
  readonly codes?: readonly number[];
  readonly group?: number;
  /**
   * - `set`: features have the value, codes are the only ones;
   * - `add`: the value is added to features, codes come beside the others;
   * - `ablate`: features are 0, codes are taken out where they are; what is added beside them stays;
   * - `patch`: they are what they are in another run, place by place.
   */
  readonly do: "set" | "add" | "ablate" | "patch";
  readonly value?: number;
  /** Default `everywhere`. */
  readonly at?: InterventionPlace;
  /** The other run: a call, of the same program where no file is named. */
  readonly from?: { readonly call: string; readonly program?: string };
}

/** What `tracebook ask --intervene` is told. */
export interface InterventionFile {
  /** Folders and files of dictionaries, from the folder the file is in. Default: those that are part of the model. */
  readonly dictionaries?: readonly string[];
  /**
   * What attached dictionaries do besides. Default `keep error`: nothing changes until a feature is changed. Those that are part
   * of the model `replace`.
   */
  readonly mode?: "replace" | "keep error";
  readonly interventions: readonly InterventionSpec[];
  /** Random units beside, matched by norm and firing rate. Default 3 draws, seed 1. */
  readonly control?: { readonly draws?: number; readonly seed?: number };
}

const whole = (least: number) => z.int().check(z.gte(least));

const schema = lazily(() => {
  const place = z.union([
    z.literal("everywhere"),
    z.strictObject({ node: whole(0), program: z.optional(z.string()) }),
    z.strictObject({ line: whole(1), type: z.optional(z.string()) }),
    z.strictObject({ occurrence: z.strictObject({ line: whole(1), k: whole(1) }) }),
  ]);
  return z.strictObject({
    dictionaries: z.optional(z.array(z.string()).check(z.minLength(1))),
    mode: z.optional(z.enum(["replace", "keep error"])),
    interventions: z
      .array(
        z.strictObject({
          layer: z.optional(whole(0)),
          hook: z.optional(z.string()),
          features: z.optional(z.array(whole(0)).check(z.minLength(1))),
          codes: z.optional(z.array(whole(0)).check(z.minLength(1))),
          group: z.optional(whole(0)),
          do: z.enum(["set", "add", "ablate", "patch"]),
          value: z.optional(z.number()),
          at: z.optional(place),
          from: z.optional(z.strictObject({ call: z.string(), program: z.optional(z.string()) })),
        }),
      )
      .check(z.minLength(1)),
    control: z.optional(z.strictObject({ draws: z.optional(whole(0)), seed: z.optional(whole(0)) })),
  });
});

/**
 * Reads what is to be changed.
 *
 * @throws SourceError naming file, path and value.
 */
export function readInterventionFile(text: string, file: string): InterventionFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SourceError(`is no JSON: ${(error as Error).message}`, file);
  }
  const read = validateForeign(schema(), "file of interventions", value, file) as InterventionFile;
  for (const [index, spec] of read.interventions.entries()) checkSpec(spec, `interventions[${index}]`, file);
  return read;
}

/** What no schema says: which fields go together. */
function checkSpec(spec: InterventionSpec, path: string, file: string): void {
  const { features, codes, group, value, from, layer, hook, at } = spec;
  const fail = (field: string, reason: string): never => {
    throw new SourceError(`${path}.${field}: ${reason}`, file);
  };
  if ((features === undefined) === (codes === undefined))
    fail("features", "name features or codes, one of them");
  if (layer === undefined && hook === undefined) fail("layer", "name the layer, or the hook that is written");
  if (layer !== undefined && hook !== undefined) fail("hook", "is of no use beside a layer");
  if (group !== undefined && codes === undefined) fail("group", "is for codes");
  const valued = features !== undefined && (spec.do === "set" || spec.do === "add");
  if (valued && value === undefined) fail("value", `is missing: what to ${spec.do}`);
  if (!valued && value !== undefined)
    fail("value", `${value} is of no use here: for features that are set or added to`);
  if (codes !== undefined && codes.length > 1 && (spec.do === "set" || spec.do === "add"))
    fail("codes", `expected one code to ${spec.do}, got ${codes.length}`);
  if ((spec.do === "patch") !== (from !== undefined))
    fail("from", spec.do === "patch" ? "is missing: the call to patch from" : "is for patch");
  if (from !== undefined && from.call.trim() === "") fail("from.call", "is empty");
  if (typeof at === "object" && "node" in at && from?.program !== undefined)
    fail("at.node", "is a node of one program, and from.program is another: name a line, and a type");
}
