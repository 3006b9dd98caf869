import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { constructs } from "../../src/datasets/constructs.js";
import type { DatasetProgram } from "../../src/datasets/Dataset.js";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { packagedFolder } from "../../src/datasets/packaged.js";
import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import { stripTypes } from "../../src/program/strip.js";
import { tree } from "../../src/program/tree.js";
import { children, type Syntax } from "../../src/trace/javascript/instrument/syntax.js";
import { type Observed, observe, type Runnable } from "./oracle/oracle.js";

// TRACEBOOK_REGENERATE=1 writes expected.json and the tags of index.json anew: types removed by esbuild, one
// process for each call. Without it the tests below take the other road: types blanked by us, one process for each
// program.
const folder = join(packagedFolder(), "tracebook-js");
const expectedFile = join(folder, "expected.json");
const regenerate = process.env.TRACEBOOK_REGENERATE === "1";
const set = loadDataset("tracebook-js");
const expected: Record<string, Observed[]> =
  existsSync(expectedFile) && !regenerate ? JSON.parse(readFileSync(expectedFile, "utf8")) : {};

const families = [
  "functions",
  "recursion",
  "data-structures",
  "strings",
  "closures",
  "iterators-generators",
  "classes",
  "exceptions",
  "async",
];

const isType = (file: string): boolean => /\.[mc]?ts$/.test(file);

function runnable(
  { file, source, siblings }: DatasetProgram,
  strip: (source: string, file: string) => string,
): Runnable {
  const plain = (text: string, name: string): string => (isType(name) ? strip(text, name) : text);
  return {
    file,
    source: plain(source, file),
    siblings: siblings.map(each => ({ file: each.file, source: plain(each.source, each.file) })),
  };
}

const byEsbuild = (source: string): string =>
  transformSync(source, {
    loader: "ts",
    target: "es2022",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, useDefineForClassFields: true } },
  }).code;

describe.runIf(regenerate)("regeneration", () => {
  it("writes expected.json and the tags", { timeout: 600_000 }, async () => {
    const all: Record<string, Observed[]> = {};
    for (const program of set.programs) {
      const rows: Observed[] = [];
      for (const call of program.calls) rows.push(...(await observe(runnable(program, byEsbuild), [call])));
      all[program.id] = rows;
    }
    writeFileSync(expectedFile, `${JSON.stringify(all, null, 1)}\n`);
    const indexFile = join(folder, "index.json");
    const index = JSON.parse(readFileSync(indexFile, "utf8"));
    for (const [i, program] of set.programs.entries()) index.programs[i].tags = tagsOf(program);
    writeFileSync(indexFile, `${JSON.stringify(index, null, 2)}\n`);
  });
});

function tagsOf({ file, source, siblings }: DatasetProgram): string[] {
  const parts = [{ file, source }, ...siblings].map(part =>
    constructs(parse(part.source, { file: part.file })),
  );
  return [...new Set(parts.flat())].sort();
}

/** Types (and operators) of 12 syntax nodes at a time, in the order of the text; `)` closes a node. Names and literals do not count. */
function runsOf(program: Program): ReadonlySet<string> {
  const types: string[] = [];
  const visit = (node: Syntax): void => {
    types.push(`${node.type}${node.operator ?? ""}`);
    for (const child of children(node)) visit(child);
    types.push(")");
  };
  visit(tree(program).ast as unknown as Syntax);
  return new Set(types.slice(11).map((_, i) => types.slice(i, i + 12).join(" ")));
}

describe.skipIf(regenerate)("programs of our own", () => {
  it("are at least 150, 3 in 10 in TypeScript, in nine families of 15 or more, three calls or more each", () => {
    const { programs } = set;
    expect(programs.length).toBeGreaterThanOrEqual(150);
    expect(programs.filter(p => p.language === "typescript").length).toBeGreaterThanOrEqual(
      programs.length * 0.3,
    );
    expect([...new Set(programs.map(p => p.family))]).toEqual(families);
    for (const family of families) {
      expect(programs.filter(p => p.family === family).length, family).toBeGreaterThanOrEqual(15);
    }
    for (const { id, file, family, calls, source } of programs) {
      expect(calls.length, id).toBeGreaterThanOrEqual(3);
      expect(new Set(calls).size, id).toBe(calls.length);
      expect(file.startsWith(`${family}/`), id).toBe(true);
      const lines = source.trimEnd().split("\n").length;
      expect(lines >= 8 && lines <= 60, `${id} has ${lines} lines`).toBe(true);
      expect(source, `${id} holds a comment`).not.toMatch(/^\s*\/\/|\/\*/m);
    }
  });

  it("are listed in order of family and file, with the tags of their syntax", () => {
    const keys = set.programs.map(p => `${families.indexOf(p.family)} ${p.file}`);
    expect(keys).toEqual([...keys].sort());
    for (const program of set.programs) expect(program.tags, program.id).toEqual(tagsOf(program));
  });

  it("differ in structure: no two share half of their runs of 12 syntax nodes", () => {
    const shapes = set.programs.map(({ id, source, file }) => ({
      id,
      runs: runsOf(parse(source, { file })),
    }));
    const alike: string[] = [];
    for (const [i, one] of shapes.entries()) {
      for (const other of shapes.slice(0, i)) {
        const shared = [...one.runs].filter(run => other.runs.has(run)).length;
        if (shared >= Math.min(one.runs.size, other.runs.size) / 2) alike.push(`${one.id} ${other.id}`);
      }
    }
    expect(alike).toEqual([]);
  });

  it("in TypeScript pass its strict check, and can be erased", { timeout: 60_000 }, () => {
    const files = set.programs.filter(p => p.language === "typescript").map(p => p.path!);
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      noImplicitOverride: true,
      erasableSyntaxOnly: true,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2023.d.ts"],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      moduleDetection: ts.ModuleDetectionKind.Force,
      types: ["node"],
      typeRoots: [join(folder, "../../node_modules/@types")],
      skipLibCheck: true,
    });
    const found = ts.getPreEmitDiagnostics(program).map(each => {
      const at = each.file?.getLineAndCharacterOfPosition(each.start!);
      return `${each.file?.fileName}:${at && at.line + 1} ${ts.flattenDiagnosticMessageText(each.messageText, " ")}`;
    });
    expect(found).toEqual([]);
  });

  it("use together every construct a tracer must handle", () => {
    const used = new Set(set.programs.flatMap(p => p.tags));
    const wanted =
      "** Date Map Promise Proxy Reflect Set Symbol WeakMap arguments|array pattern|arrow function|async function|" +
      "async generator|await|bigint|break|catch|class|comma|compound assignment|computed key|conditional|console|" +
      "continue|default value|delete|do while|extends|field|finally|for|for await|for in|for of|generator|getter|if|" +
      "in|instanceof|label|logical assignment|microtask|module|new|new.target|object pattern|optional chaining|" +
      "private name|regular expression|rest|setter|spread|static|static block|super|switch|tagged template|template|" +
      "this|throw|timer|typed array|typeof|update|void|while|yield|yield*|??";
    const names = wanted.split("|").flatMap((part, i) => (i === 0 ? part.split(" ") : [part]));
    expect(names.filter(name => !used.has(name))).toEqual([]);
  });

  it("have an expected outcome for every call, of which some throw and some print", () => {
    expect(Object.keys(expected)).toEqual(set.programs.map(p => p.id));
    const rows = Object.values(expected).flat();
    expect(Object.values(expected).map(list => list.map(row => row.call))).toEqual(
      set.programs.map(p => p.calls),
    );
    expect(rows.filter(row => row.outcome === "throw").length).toBeGreaterThan(rows.length / 8);
    expect(rows.filter(row => row.output !== "").length).toBeGreaterThan(40);
    expect(rows.filter(row => row.outcome !== "return" && row.outcome !== "throw")).toEqual([]);
  });

  it.each(set.programs.map(p => [p.id, p] as const))(
    "%s does in plain Node what is expected",
    async (id, program) => {
      const strip = (source: string, file: string): string => stripTypes(source, file);
      expect(await observe(runnable(program, strip), program.calls)).toEqual(expected[id]);
    },
  );
});
