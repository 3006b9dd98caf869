// Checks dist/index.d.ts as a notebook cell sees it: under tslab's TypeScript 5.0.4 with tslab's options.
//
// 1. The declarations themselves have no error (skipLibCheck off): an unresolved name would become `any` in
//    every cell, silently.
// 2. A cell with wrong calls gets an error on each of its lines: guards against a silent `any`.
// 3. A cell that stores the result of every public function and class type-checks with declaration output:
//    guards against TS4023 and TS2742, which stop a cell.
//
// Prints one line per fault; exits 1 if there is any.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const ts = require("@tslab/typescript-for-tslab");

const options = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  esModuleInterop: true,
  declaration: true,
  emitDeclarationOnly: true,
  experimentalDecorators: true,
  resolveJsonModule: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: false,
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
};

/** Each line is a call the types must refuse. */
const wrongCalls = [
  'import { Kind, trace, SourceError } from "tracebook";',
  "trace(42);",
  'trace("f()", { call: 7 });',
  'trace("f()", { limits: { steps: "many" } });',
  "export const kind: string = Kind.CALL;",
  'new SourceError("reason");',
  "export const outcome: number = (await trace('1')).footer.outcome;",
];

/** A cell that calls every function and constructs every class of the package, and keeps what it gets. */
function everyResult(names, library) {
  const lines = [
    'import * as tracebook from "tracebook";',
    "type IsAny<T> = 0 extends 1 & T ? true : false;",
    "declare function anything<T>(): T;",
  ];
  for (const name of names) {
    const of = `typeof tracebook.${name}`;
    lines.push(`export const any_${name}: IsAny<${of}> = false;`);
    if (typeof library[name] !== "function") {
      lines.push(`export const value_${name} = tracebook.${name};`);
    } else if (/^class\b/.test(Function.prototype.toString.call(library[name]))) {
      lines.push(
        `export const made_${name} = new tracebook.${name}(...anything<ConstructorParameters<${of}>>());`,
      );
    } else {
      lines.push(
        `export const result_${name} = tracebook.${name}(...anything<Parameters<${of}>>());`,
        `export const settled_${name} = await result_${name};`,
        `export const anyResult_${name}: IsAny<Awaited<ReturnType<${of}>>> = false;`,
      );
    }
  }
  return lines;
}

/** `file:line:column TSnnnn message` of each diagnostic. */
function describe(diagnostics, file) {
  return diagnostics.map(diagnostic => {
    const { line, character } = ts.getLineAndCharacterOfPosition(diagnostic.file, diagnostic.start);
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
    return `${file}:${line + 1}:${character + 1} TS${diagnostic.code} ${text}`;
  });
}

/** All faults of the declarations, as lines of text. */
export function checkTypes() {
  const library = require(join(root, "dist/index.cjs"));
  const names = Object.keys(library).sort();
  const folder = mkdtempSync(join(tmpdir(), "tracebook-types-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules/tracebook"), "junction");
    const right = join(folder, "right.ts");
    const wrong = join(folder, "wrong.ts");
    writeFileSync(right, `${everyResult(names, library).join("\n")}\n`);
    writeFileSync(wrong, `${wrongCalls.join("\n")}\n`);
    const declarations = join(root, "dist/index.d.ts");
    const program = ts.createProgram([declarations, right, wrong], options);
    const faults = [];
    for (const [file, label] of [
      [declarations, "dist/index.d.ts"],
      [right, "cell"],
    ]) {
      const source = program.getSourceFile(file);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      if (file === right) found.push(...program.getDeclarationDiagnostics(source));
      faults.push(...describe(found, label));
    }
    const wrongSource = program.getSourceFile(wrong);
    const refused = new Set(
      program
        .getSemanticDiagnostics(wrongSource)
        .map(diagnostic => ts.getLineAndCharacterOfPosition(wrongSource, diagnostic.start).line),
    );
    wrongCalls.forEach((call, line) => {
      if (line > 0 && !refused.has(line)) faults.push(`wrong cell:${line + 1}:1 is accepted: ${call}`);
      if (line === 0 && refused.has(line)) faults.push(`wrong cell:1:1 the import itself fails: ${call}`);
    });
    return { version: ts.version, names: names.length, faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { version, names, faults } = checkTypes();
  for (const fault of faults) console.log(fault);
  console.log(`TypeScript ${version}, ${names} public values: ${faults.length || "no"} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
