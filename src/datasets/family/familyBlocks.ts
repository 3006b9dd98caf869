import type { FamilyStatement } from "./compositions.js";
import { between, type FamilyDraft, weighted } from "./FamilyDraft.js";
import { condition, simpleStatement } from "./familyStatements.js";

/** Writes a statement; returns how many were written in it, itself included. */
export function familyStatement(draft: FamilyDraft, left: number): number {
  const { random, around, bounds } = draft;
  const depth = around.length;
  const most = bounds.depth[1];
  // A split that must be deep opens blocks until it is.
  const eager = draft.deepest < bounds.depth[0] && left >= bounds.depth[0] - depth ? 5 : 1;
  const open = depth < most && left >= 2 ? eager : 0;
  const loops = draft.counters.length < draft.loopNames.length;
  const counters = countable(draft);
  const wanted = nextWanted(draft);
  const inLoop = around.some(block => block === "for" || block === "while");
  const kind = weighted<FamilyStatement | "simple">(random, [
    ["simple", depth === 0 ? 5 : 7],
    ["then", 3.2 * open * (wanted === "then" || wanted === "else" ? 4 : 1)],
    ["for", loops ? 2.4 * open * (inLoop ? 0.3 : 1) * (wanted === "for" ? 4 : 1) : 0],
    ["while", counters.length > 0 ? 1.6 * open * (inLoop ? 0.3 : 1) : 0],
  ]);
  if (kind === "simple") {
    simpleStatement(draft);
    return 1;
  }
  if (kind === "then") return 1 + branch(draft, left - 1);
  if (kind === "for") return 1 + forLoop(draft, left - 1);
  return 1 + whileLoop(draft, left - 1);
}

/** The block that the composition to be drawn needs next; undefined where it needs none. */
function nextWanted({ target, found, around }: FamilyDraft): FamilyStatement | undefined {
  if (target === undefined || found) return undefined;
  let at = 0;
  for (const kind of around) if (kind === target[at]) at++;
  return target[at];
}

function put(draft: FamilyDraft, text: string): void {
  draft.lines.push({ text, depth: draft.around.length });
}

/** Fills a block with `count` statements or a few more. */
function block(draft: FamilyDraft, kind: FamilyStatement, count: number): number {
  draft.around.push(kind);
  draft.deepest = Math.max(draft.deepest, draft.around.length);
  let done = 0;
  while (done < count) done += familyStatement(draft, count - done);
  draft.around.pop();
  return done;
}

function branch(draft: FamilyDraft, left: number): number {
  const { random } = draft;
  put(draft, `if (${condition(draft)}) {`);
  const deep = draft.deepest < draft.bounds.depth[0];
  let done = block(draft, "then", Math.min(left, deep ? 3 : between(random, 1, 2)));
  if (left - done > 0 && random.next() < (draft.target === undefined ? 0.6 : 0.9)) {
    put(draft, "} else {");
    done += block(draft, "else", Math.min(left - done, between(random, 1, 2)));
  }
  put(draft, "}");
  return done;
}

function forLoop(draft: FamilyDraft, left: number): number {
  const { random, counters, loopNames } = draft;
  const name = loopNames[counters.length];
  const most = counters.length > 0 ? 2 : 4;
  put(draft, `for (let ${name} = 0; ${name} < ${between(random, 2, most)}; ${name}++) {`);
  counters.push(name);
  const deep = draft.deepest < draft.bounds.depth[0];
  const done = block(draft, "for", Math.min(left, deep ? 3 : between(random, 1, 3)));
  counters.pop();
  put(draft, "}");
  return done;
}

/** Number variables that may count a `while` loop: begun small, and not written so far. */
function countable({ variables }: FamilyDraft): FamilyDraft["variables"] {
  const numbers = variables.filter(({ kind, locked }) => kind === "number" && !locked);
  return numbers.length < 2 ? [] : numbers.filter(({ written }) => !written);
}

function whileLoop(draft: FamilyDraft, left: number): number {
  const { random } = draft;
  const variable = random.pick(countable(draft));
  const { name } = variable;
  const bound = between(random, 0, 6);
  const down = random.below(3) > 0;
  variable.range = [bound + 1, bound + 4];
  variable.counts = true;
  put(draft, down ? `while (${name} > ${bound}) {` : `while (${name} < ${bound + 5}) {`);
  variable.locked = true;
  const step = `${name} ${down ? "-=" : "+="} 1;`;
  const first = random.below(3) === 0;
  if (first) draft.lines.push({ text: step, depth: draft.around.length + 1 });
  const done = block(draft, "while", Math.max(1, Math.min(left - 1, between(random, 1, 2))));
  if (!first) draft.lines.push({ text: step, depth: draft.around.length + 1 });
  variable.locked = false;
  variable.written = true;
  put(draft, "}");
  return done + 1;
}
