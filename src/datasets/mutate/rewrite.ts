import type { Program } from "../../program/Program.js";
import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import { tree } from "../../program/tree.js";
import { seededRandom } from "../../questions/random.js";
import { deadCode } from "./deadCode.js";
import { applyEdits } from "./edits.js";
import { loopForm } from "./loopForm.js";
import {
  MUTANT_KINDS,
  type MutantKind,
  type MutantMapping,
  type MutantRefusal,
  type Rewritten,
} from "./Mutant.js";
import { misleadingComments } from "./misleadingComments.js";
import { followed, nodeMap } from "./nodeMap.js";
import { type Edits, rename } from "./rename.js";
import { reorder } from "./reorder.js";

/** Kinds after which the same statements stand on the same lines, or on lines moved as a whole. */
const EXACT: ReadonlySet<MutantKind> = new Set(["rename", "misleading-comments"]);

/**
 * Edits a program without running anything: a text that should mean the same, and what of it stands for what. Equal
 * arguments give equal texts.
 */
export function rewrite(
  program: Program,
  calls: readonly string[],
  kind: MutantKind,
  seed: number,
): Rewritten | MutantRefusal {
  if (kind === "all") return everything(program, calls, seed);
  const random = seededRandom(`mutate:${seed}:${kind}:${program.sha256}`);
  const made = editsOf(program, calls, kind, random);
  if (typeof made === "string") return made;
  const { text, kept } = applyEdits(program.source, made.edits);
  const { language, file, sourceType } = program;
  let mutant: Program;
  try {
    mutant = parse(text, { language, file, sourceType });
  } catch (error) {
    if (error instanceof SourceError) return "syntax";
    throw error;
  }
  const { idOf } = tree(program);
  const mapping: MutantMapping = {
    nodes: nodeMap(program, mutant, kept),
    names: made.names ?? {},
    swapped: (made.swapped ?? []).map(([first, second]) => [idOf(first), idOf(second)] as const),
    exact: EXACT.has(kind),
  };
  return { source: text, mapping, changes: made.edits.length };
}

function editsOf(
  program: Program,
  calls: readonly string[],
  kind: Exclude<MutantKind, "all">,
  random: ReturnType<typeof seededRandom>,
): Edits | MutantRefusal {
  switch (kind) {
    case "rename":
      return rename(program, calls, random);
    case "reorder":
      return reorder(program, random);
    case "loop-form":
      return loopForm(program, calls, random);
    case "dead-code":
      return deadCode(program, random);
    case "misleading-comments":
      return misleadingComments(program, random);
  }
}

/** One kind after the other on what the one before gave; those that do not apply are left out. */
function everything(program: Program, calls: readonly string[], seed: number): Rewritten | MutantRefusal {
  let now = program;
  let done: Rewritten | undefined;
  let refused: MutantRefusal = "no place for a comment";
  for (const kind of MUTANT_KINDS) {
    if (kind === "all") continue;
    const next = rewrite(now, calls, kind, seed);
    if (typeof next === "string") {
      refused = next;
      continue;
    }
    const { language, file, sourceType } = program;
    now = parse(next.source, { language, file, sourceType });
    done = done === undefined ? next : composed(done, next);
  }
  return done ?? refused;
}

function composed(first: Rewritten, second: Rewritten): Rewritten {
  const back = new Map(first.mapping.nodes.map((to, from) => [to, from] as const));
  const swapped = second.mapping.swapped.map(pair => pair.map(id => back.get(id) ?? -1) as [number, number]);
  return {
    source: second.source,
    changes: first.changes + second.changes,
    mapping: {
      nodes: followed(first.mapping.nodes, second.mapping.nodes),
      names: { ...first.mapping.names, ...second.mapping.names },
      swapped: [...first.mapping.swapped, ...swapped],
      exact: first.mapping.exact && second.mapping.exact,
    },
  };
}
