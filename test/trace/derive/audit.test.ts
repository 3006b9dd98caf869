import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { ownerOf } from "../../../src/trace/derive/Facts.js";
import { frames } from "../../../src/trace/derive/frames.js";
import { Replay } from "../../../src/trace/derive/Replay.js";
import { fromJSONL } from "../../../src/trace/format/fromJSONL.js";
import { Kind, Tag } from "../../../src/trace/format/Kind.js";
import { idOf, kindOf, rowGroups, tagOf } from "../../../src/trace/format/rowGroups.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { toJSONL } from "../../../src/trace/format/toJSONL.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import type { Value } from "../../../src/trace/format/Value.js";
import { closePool, trace } from "../../../src/trace/trace.js";

afterAll(() => closePool());

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly calls: readonly string[];
}

/** Our own programs with their calls. */
const folder = join(root, "datasets/tracebook-js");
const programs: readonly Entry[] = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")).programs;

/** Text of a snapshot with ids by order of appearance: equal for equal values, order of properties included. */
function textOf(value: Value): string {
  const ids = new Map<number, number>();
  return JSON.stringify(value, (key, v: unknown) => {
    if (typeof v === "number" && key === "id") {
      if (!ids.has(v)) ids.set(v, ids.size);
      return ids.get(v);
    }
    return typeof v === "number" && (!Number.isFinite(v) || Object.is(v, -0))
      ? `${Object.is(v, -0) ? "-" : ""}${v}`
      : v;
  });
}

/** Where two texts part, with some of either. */
function difference(log: string, program: string): string {
  let at = 0;
  while (at < log.length && log[at] === program[at]) at++;
  return `log …${log.slice(Math.max(0, at - 60), at + 80)}, program …${program.slice(Math.max(0, at - 20), at + 80)}`;
}

/** Whether a limit cut anything in the value. */
function cut(value: Value): boolean {
  return /"truncated":[1-9]|"type":"elided"/.test(JSON.stringify(value));
}

/** Compares what the log says each variable holds with what the program read back. Gives checks made and the differences. */
function audit(t: Trace): { checks: number; wrong: string[] } {
  const replay = new Replay(t);
  const all = frames(t);
  const wrong: string[] = [];
  let checks = 0;
  for (const group of rowGroups(t.columns)) {
    const [op] = group.op;
    if (kindOf(op) !== Kind.CHECK) continue;
    const variable = t.tables.variables[idOf(op)];
    const owner = ownerOf(all, group.frame[0], variable.function);
    replay.seek(group.row);
    checks++;
    if (tagOf(op) === Tag.UNINITIALIZED) {
      // The binding of this iteration; what an earlier one left must not show.
      const found = replay.lookup(group.frame[0], variable.name);
      if (found?.variable !== variable.id) continue;
      const seen = replay.valueOf(variable.name, group.frame[0]);
      if (seen !== undefined)
        wrong.push(`${variable.name} is in its dead zone, log: ${JSON.stringify(seen)}`);
      continue;
    }
    const logged = replay.value(owner, variable.id);
    const read = replay.rowValue();
    if (cut(read)) continue;
    // A closure wrote one of several bindings a loop made: which one the log does not know, and says so.
    if (logged?.type === "elided") continue;
    const place = t.tables.sites[replay.site(group.frame[0])];
    const where = `${variable.name} after line ${place?.line}`;
    if (logged === undefined) wrong.push(`${where}: log nothing, program ${textOf(read).slice(0, 100)}`);
    else if (textOf(logged) !== textOf(read))
      wrong.push(`${where}: ${difference(textOf(logged), textOf(read))}`);
  }
  return { checks, wrong };
}

/**
 * Differences the recorder is known to leave, by program: which variables, and why. Replay shows what the log says;
 * each of these is something the log does not say.
 */
const KNOWN: Readonly<Record<string, readonly (readonly [names: RegExp, reason: string])[]>> = {
  "functions/argument-mirror": [[/^right /, "a mapped arguments object writes parameters unseen"]],
  "recursion/ink-spread": [[/^drop /, "the own name of a function expression is no recorded variable"]],
  "arguments-sloppy.js": [[/^(a|b|i|args|arguments) /, "a mapped arguments object writes parameters unseen"]],
  "asi-hazards.js": [[/^kk /, "a field with a computed key is defined unseen"]],
  "function-properties.js": [
    [/^self /, "a write to the own name of a function expression, which the engine ignores"],
    [/^f /, "the name of a function is recorded when it is first seen only"],
  ],
  "generator-protocol.js": [[/^named /, "the own name of a function expression is no recorded variable"]],
  "tdz-and-scope.js": [
    [/^named /, "the own name of a function expression is no recorded variable"],
    [/^a after line 36/, "a parameter and a `var` of its name share one variable"],
  ],
  "names-of-functions.js": [[/^A /, "the name of a function is recorded when it is first seen only"]],
  "optional-chains-and-new.js": [[/^o /, "a delete through an optional chain goes unseen"]],
  "strict-and-sloppy.js": [
    [/^(undefined|NaN) /, "a global of the engine that the program only tried to write"],
    [/^leakedGlobal /, "a global deleted through globalThis"],
  ],
  "super-and-proto.js": [[/^d /, "the class of an object is recorded when it is first seen only"]],
  "with-statement.js": [[/^(a|b|c|fresh|scope) /, "names in `with` are left to the engine"]],
};

/** The differences of a program without a known reason. */
function unexplained(program: string, wrong: readonly string[]): string[] {
  return wrong.filter(text => !(KNOWN[program] ?? []).some(([names]) => names.test(text)));
}

describe("the log against the program: every variable read back after every statement is what replay says", () => {
  test.each(programs.map(p => [p.id, p] as const))("%s", async (id, { file, calls }) => {
    const source = readFileSync(join(folder, file), "utf8");
    for (const call of calls.slice(0, 2)) {
      const t = await trace(source, {
        file: basename(file),
        call,
        folder: dirname(join(folder, file)),
        record: { audit: true },
      });
      const { checks, wrong } = audit(t);
      expect(unexplained(id, wrong), call).toEqual([]);
      expect(checks).toBeGreaterThan(0);
      expect(traceHash(fromJSONL(toJSONL(t, { nodes: 0 }))), call).toBe(t.footer.sha256);
    }
  });
});

describe("the same for every program of the language corpus", () => {
  const corpus = join(root, "test/corpus");
  const files = readdirSync(corpus).filter(
    // The module program is refused on its own for its import.meta.
    name => /\.js$/.test(name),
  );
  test.each(files)("%s", async file => {
    const source = readFileSync(join(corpus, file), "utf8");
    const t = await trace(source, {
      file,
      folder: corpus,
      record: { audit: true },
      limits: { wallMs: 30_000 },
    });
    expect(unexplained(file, audit(t).wrong)).toEqual([]);
  });
});
