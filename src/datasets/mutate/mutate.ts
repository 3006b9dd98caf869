import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import type { Trace } from "../../trace/format/Trace.js";
import { trace } from "../../trace/trace.js";
import { constructs } from "../constructs.js";
import type { DatasetProgram } from "../Dataset.js";
import { agreeing } from "./agreeing.js";
import { MUTANT_KINDS, type Mutant, type MutantKind, type NoMutant } from "./Mutant.js";
import { rewrite } from "./rewrite.js";

/** How the runs that are compared are made. */
export interface MutateOptions {
  readonly signal?: AbortSignal;
  /** Traces of the original by call, made before; else they are recorded. */
  readonly traces?: (call: string) => Promise<Trace>;
}

/** Seed of the runs' `Math.random`, the same for original and mutant. */
const RUN_SEED = 1;

/** Records one call of a program as mutants are compared. */
export function recorded(program: DatasetProgram, call: string, signal?: AbortSignal): Promise<Trace> {
  const { source, file, language, siblings } = program;
  const files = Object.fromEntries(siblings.map(sibling => [sibling.file, sibling.source]));
  return trace(source, { file, language, files, call, seed: RUN_SEED, signal });
}

/**
 * Edits a program so that it means the same, runs both on every call and compares the traces: see `agreeing` for what
 * must be equal. A mutant that does not agree is refused with the reason. Equal arguments give equal mutants.
 *
 * @throws SourceError for an unknown kind or seed, a program that cannot be read, or one in Python.
 */
export async function mutate(
  program: DatasetProgram,
  kind: MutantKind,
  seed: number,
  options: MutateOptions = {},
): Promise<Mutant | NoMutant> {
  if (!MUTANT_KINDS.includes(kind)) {
    throw new SourceError(`expected one of ${MUTANT_KINDS.join(", ")}, got ${JSON.stringify(kind)}`, "kind");
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new SourceError(`expected a whole number from 0, got ${seed}`, "seed");
  }
  const { id, file, language, calls, siblings } = program;
  if (language === "python") {
    throw new SourceError(
      "mutants are made of JavaScript and TypeScript programs only, this one is in Python",
      file,
    );
  }
  const { signal, traces = call => recorded(program, call, signal) } = options;
  const parsed = parse(program.source, { file, language });
  const made = rewrite(parsed, calls, kind, seed);
  const origin = { of: id, kind, seed };
  if (typeof made === "string") return { ...origin, refused: made };
  const edited: DatasetProgram = {
    ...program,
    id: `${kind}/${id}`,
    file: `${kind}/${file}`,
    title: `${program.title} (${kind})`,
    source: made.source,
    tags: constructs(parse(made.source, { file, language, sourceType: parsed.sourceType })),
    siblings: siblings.map(sibling => ({ ...sibling, file: `${kind}/${sibling.file}` })),
    path: undefined,
  };
  for (const call of calls) {
    const [before, after] = await Promise.all([traces(call), recorded(edited, call, signal)]);
    const agreement = agreeing(before, after, made.mapping);
    if (!agreement.agree) {
      return { ...origin, refused: agreement.reason, detail: `${call}: ${agreement.detail}` };
    }
  }
  return { ...origin, changes: made.changes, mapping: made.mapping, program: edited };
}
