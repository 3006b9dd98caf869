import { join } from "node:path";
import { transformSync } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { constructs } from "../../../src/datasets/constructs.js";
import { skeleton } from "../../../src/datasets/generate/skeleton.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { packagedFolder } from "../../../src/datasets/packaged.js";
import { readTwins } from "../../../src/datasets/twins/readTwins.js";
import { twinCall } from "../../../src/datasets/twins/twinCall.js";
import { twinInputs } from "../../../src/datasets/twins/twinInputs.js";
import type { Language } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";
import { stripTypes } from "../../../src/program/strip.js";
import { interpreter, noPython, piped } from "../oracle/python.js";
import { alike } from "../python/alike.js";

if (noPython !== undefined) console.log(`Python's side of the twins is skipped: ${noPython}`);

interface Row {
  readonly outcome: "return" | "throw";
  readonly value?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly output: string;
}

const INPUTS = 60;
const LANGUAGES: readonly Language[] = ["python", "javascript", "typescript"];
const set = loadDataset("twins");
const { twins, errors } = readTwins();
const sources = new Map(set.programs.map(program => [program.file, program.source]));
const inputs = twins.map(twin => twinInputs(twin, INPUTS));

/** Every twin on every input in one process of plain Python or plain Node. */
async function observe(
  language: Language,
  strip: (source: string) => string = source => source,
): Promise<Row[][]> {
  const jobs = twins.map((twin, i) => ({
    source: strip(sources.get(twin.files[language])!),
    function: twin.function,
    async: twin.async,
    inputs: inputs[i],
  }));
  const [command, script] =
    language === "python" ? [interpreter, "twins.py"] : [process.execPath, "twins.mjs"];
  return JSON.parse(await piped(command, [script], JSON.stringify(jobs))) as Row[][];
}

describe("twins", () => {
  it("are at least 44, of every family four or more, three programs each that share a cluster", () => {
    expect(twins.length).toBeGreaterThanOrEqual(44);
    const families = [...new Set(loadDataset("tracebook-js").programs.map(p => p.family))];
    for (const family of families) {
      const own = twins.filter(twin => twin.id.startsWith(`${family}/`));
      expect(own.length, family).toBeGreaterThanOrEqual(4);
    }
    const programs = twins.flatMap(twin =>
      LANGUAGES.map(language => ({
        id: twin.files[language],
        file: twin.files[language],
        language,
        family: twin.id.slice(0, twin.id.indexOf("/")),
        cluster: twin.id,
        twin: twin.id,
        title: twin.title,
        calls: twin.calls.map(values => twinCall(twin, values, language)),
      })),
    );
    expect(set.programs).toHaveLength(programs.length);
    for (const [i, program] of set.programs.entries()) expect(program).toMatchObject(programs[i]);
  });

  it("are one text in JavaScript and TypeScript but for the types", () => {
    for (const { id, files } of twins) {
      const [plain, typed] = [files.javascript, files.typescript].map(file =>
        skeleton(parse(sources.get(file)!, { file })),
      );
      expect(typed, id).toBe(plain);
      expect(sources.get(files.typescript), id).not.toBe(sources.get(files.javascript));
    }
  });

  it("differ in structure, from each other and from the programs of our other sets", () => {
    expect(alike(set.programs, set.programs)).toEqual([]);
    expect(alike(set.programs, loadDataset("tracebook-js").programs)).toEqual([]);
  });

  it("have the tags of their syntax", () => {
    for (const { source, file, language, tags } of set.programs) {
      expect(tags, file).toEqual(constructs(parse(source, { file, language })));
    }
  });

  it("in TypeScript pass its strict check", { timeout: 60_000 }, () => {
    const program = ts.createProgram(
      set.programs.filter(p => p.language === "typescript").map(p => p.path!),
      {
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
        typeRoots: [join(packagedFolder(), "../node_modules/@types")],
        skipLibCheck: true,
      },
    );
    const found = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) => `${file?.fileName} ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    expect(found).toEqual([]);
  });

  it("have at least 50 different inputs each, the same every time, and more that begin with the fewer", () => {
    for (const [i, twin] of twins.entries()) {
      expect(inputs[i].length, twin.id).toBeGreaterThanOrEqual(50);
      expect(new Set(inputs[i].map(list => JSON.stringify(list))).size, twin.id).toBe(inputs[i].length);
      expect(inputs[i].slice(0, twin.calls.length)).toEqual(twin.calls);
      expect(twinInputs(twin, INPUTS)).toEqual(inputs[i]);
      expect(twinInputs(twin, 10)).toEqual(inputs[i].slice(0, 10));
    }
    expect(twinInputs(twins[0], INPUTS, 2)).not.toEqual(inputs[0]);
  });

  it.skipIf(noPython !== undefined)(
    "give equal values, exceptions and output in plain Python and in plain Node, with types blanked or removed",
    async () => {
      const esbuild = (source: string): string =>
        transformSync(source, { loader: "ts", target: "es2022" }).code;
      const [python, javascript, blanked, removed] = await Promise.all([
        observe("python"),
        observe("javascript"),
        observe("typescript", source => stripTypes(source, "twin.ts")),
        observe("typescript", esbuild),
      ]);
      const guessable: string[] = [];
      for (const [i, { id }] of twins.entries()) {
        const agreed = python[i].map(row =>
          row.error === undefined ? row : { ...row, error: errors[row.error] ?? row.error },
        );
        for (const rows of [javascript, blanked, removed]) {
          for (const [j, row] of rows[i].entries())
            expect({ id, input: inputs[i][j], ...row }).toEqual({ id, input: inputs[i][j], ...agreed[j] });
        }
        // No twin has one outcome for most of its inputs: a constant answer is seldom right.
        const counts = new Map<string, number>();
        for (const row of agreed) counts.set(JSON.stringify(row), (counts.get(JSON.stringify(row)) ?? 0) + 1);
        if (Math.max(...counts.values()) > agreed.length / 2) guessable.push(id);
      }
      expect(guessable).toEqual([]);
      const all = python.flat();
      console.log(
        `${twins.length} twins, ${all.length} inputs in each language: ${all.filter(row => row.outcome === "throw").length} throw, ${all.filter(row => row.output !== "").length} print`,
      );
    },
  );
});
