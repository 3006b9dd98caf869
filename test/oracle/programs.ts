import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { fileURLToPath } from "node:url";
import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import { tree } from "../../src/program/tree.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import type { V8Job } from "./v8.js";

/** A program of ours, with the calls the tests make. */
export interface OracleProgram {
  readonly name: string;
  readonly program: Program;
  /** `""` for a program that is only loaded. */
  readonly calls: readonly string[];
  /** Its other files: path → source. */
  readonly files: Readonly<Record<string, string>>;
}

const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** The corpus of tracer pitfalls: programs that print, without calls. */
export function corpusPrograms(): OracleProgram[] {
  const folder = `${root}test/corpus/`;
  const files = readdirSync(folder).filter(file => /\.m?js$/.test(file));
  const parts = files.filter(file => /-[bc]\.mjs$/.test(file));
  return files
    .filter(file => !parts.includes(file))
    .map(file => {
      const used = file.endsWith(".mjs") ? parts : [];
      return {
        name: file,
        program: parse(adapted(readFileSync(folder + file, "utf8")), {
          file,
          sourceType: file.endsWith(".mjs") ? "module" : "commonjs",
        }),
        calls: [""],
        files: Object.fromEntries(used.map(part => [part, readFileSync(folder + part, "utf8")])),
      };
    });
}

/** The programs of datasets/tracebook-js with their calls. */
export function datasetPrograms(): OracleProgram[] {
  const folder = `${root}datasets/tracebook-js/`;
  if (!existsSync(`${folder}index.json`)) return [];
  const index = JSON.parse(readFileSync(`${folder}index.json`, "utf8")) as {
    programs: { id: string; file: string; calls: string[] }[];
  };
  return index.programs.map(({ id, file, calls }) => {
    // A program in a folder of its own may use the files beside it.
    const own = file.split("/").length > 2 ? dirname(file) : undefined;
    const files: Record<string, string> = {};
    if (own) {
      for (const name of readdirSync(folder + own)) {
        if (posix.join(own, name) !== file) files[name] = readFileSync(`${folder}${own}/${name}`, "utf8");
      }
    }
    const name = own ? posix.basename(file) : file;
    return { name: id, program: parse(readFileSync(folder + file, "utf8"), { file: name }), calls, files };
  });
}

/** What plain Node is to run for a call: types blanked out, nothing else changed. */
export function v8Job({ program, files }: OracleProgram, call: string): V8Job {
  const texts = Object.entries(files).map(([file, source]) => [file, tree(parse(source, { file })).text]);
  return {
    file: program.file,
    text: tree(program).text,
    sourceType: program.sourceType,
    call,
    files: Object.fromEntries(texts),
  };
}

/** Pieces of corpus programs that are put in another way, at the same length, for the tracer and for V8. */
const ADAPTED: readonly (readonly [piece: string, by: string, reason: string])[] = [
  ["typeof import.meta", "typeof({}        )", "import.meta cannot be traced"],
  [
    "['comp'] = 4",
    " 'comp'  = 4",
    "V8 of Node 20 crashes when it steps into fields with an arrow function before a computed key",
  ],
];

function adapted(source: string): string {
  return ADAPTED.reduce((text, [piece, by]) => text.replace(piece, by), source);
}

/** Corpus programs that V8's inspector cannot be stepped through: its handler needs stack where there is none left. */
export const UNSTEPPABLE: readonly string[] = ["stack-overflow.js"];

/** Does anything in the program suspend (so that stepping alone would leave things out)? */
export function suspends({ program, files }: OracleProgram): boolean {
  const texts = [program.source, ...Object.values(files)].join("\n");
  return /\basync\b|\bawait\b|\byield\b|\bPromise\b|setTimeout|setImmediate|queueMicrotask|function\s*\*|\*\s*\[/.test(
    texts,
  );
}

/** Did the traced run end as the run in plain Node: by the same kind of exception, or none? */
export function sameEnd({ footer: { outcome } }: Trace, error: string | undefined): boolean {
  // What is thrown need not be an error; a string is told as itself, its name is its type.
  if (outcome.kind === "throw" && outcome.name === "string") return error === outcome.message;
  if (outcome.kind === "throw") return error?.startsWith(outcome.name) === true;
  return error === undefined && (outcome.kind === "return" || outcome.kind === "pending");
}
