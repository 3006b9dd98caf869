import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const src = join(dirname(fileURLToPath(import.meta.url)), "../../src");

/** From the ground up: a folder may import from itself and from those before it. */
const ORDER = [
  "program",
  "trace",
  "questions",
  "datasets",
  "lens",
  "providers",
  "evaluate",
  "figures",
  "notebook",
  "cli",
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map(file => file.split("\\").join("/"))
  .filter(file => file.endsWith(".ts"))
  .sort();

const parsed = new Map(
  files.map(file => [
    file,
    ts.createSourceFile(file, readFileSync(join(src, file), "utf8"), ts.ScriptTarget.Latest, true),
  ]),
);

/** Module specifiers of every import, re-export, `import()` and import type of a file. */
function specifiers(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      found.push((node.moduleSpecifier as ts.StringLiteral).text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteralLike(argument)) found.push(argument.text);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push((node.argument.literal as ts.StringLiteral).text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What is wrong with an import, or undefined. `from` and targets are paths inside src. */
function fault(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const target = posix.normalize(posix.join(posix.dirname(from), specifier));
  if (target.startsWith("..")) {
    return target === "../package.json" ? undefined : `${from} reaches outside src: ${specifier}`;
  }
  if (from === "index.ts") return undefined;
  const own = from.split("/")[0];
  const other = target.split("/")[0];
  // The command line is a user of the public library.
  if (own === "cli" && target === "index.js") return undefined;
  if (ORDER.indexOf(other) < 0) return `${from} imports ${target}, which is in no known folder`;
  if (ORDER.indexOf(other) > ORDER.indexOf(own)) return `${from} imports ${target} from below`;
  return undefined;
}

/**
 * Names of exported declarations without a documentation comment. A comment on a constant also stands for the
 * constants right below it, up to the next empty line.
 */
function undocumented(source: ts.SourceFile): string[] {
  const names: string[] = [];
  let group = -1;
  for (const statement of source.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    if (!ts.getModifiers(statement)?.some(m => m.kind === ts.SyntaxKind.ExportKeyword)) continue;
    const constants = ts.isVariableStatement(statement);
    const documented =
      ts.getJSDocCommentsAndTags(statement).some(ts.isJSDoc) ||
      (constants && group >= 0 && !/\n\s*\n/.test(source.text.slice(group, statement.getStart())));
    group = constants && documented ? statement.end : -1;
    if (documented) continue;
    if (constants) names.push(...statement.declarationList.declarations.map(d => d.name.getText(source)));
    else names.push((statement as ts.DeclarationStatement).name?.getText(source) ?? "default");
  }
  return names;
}

describe("the house", () => {
  it("knows every folder of src", () => {
    const folders = new Set(files.filter(file => file.includes("/")).map(file => file.split("/")[0]));
    expect([...folders].filter(folder => !ORDER.includes(folder))).toEqual([]);
    expect(files.filter(file => !file.includes("/"))).toEqual(["index.ts"]);
  });

  it("imports only from the own folder and from folders above it", () => {
    const faults = files.flatMap(file =>
      specifiers(parsed.get(file)!)
        .map(specifier => fault(file, specifier))
        .filter(found => found !== undefined),
    );
    expect(faults).toEqual([]);
  });

  it("would notice an import from below and one from outside", () => {
    expect(fault("program/parse.ts", "../trace/trace.js")).toContain("from below");
    expect(fault("trace/trace.ts", "../../scripts/build.mjs")).toContain("outside");
    expect(fault("trace/sandbox/Pool.ts", "../../program/parse.js")).toBeUndefined();
    expect(specifiers(ts.createSourceFile("x.ts", 'type T = import("./a.js").B;', 99))).toEqual(["./a.js"]);
  });

  it("has no drawers: no file or folder called utils, helpers, common, misc or shared", () => {
    const drawer = /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.)/i;
    expect(files.filter(file => drawer.test(file))).toEqual([]);
  });

  it("has no file over 300 lines but the list of public names", () => {
    const long = files
      .filter(file => !/(^|\/)src\/index\.ts$|^index\.ts$/.test(file))
      .map(file => ({ file, lines: parsed.get(file)!.text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > 300)
      .map(({ file, lines }) => `${file}: ${lines}`);
    expect(long).toEqual([]);
  });

  it("documents every export", () => {
    const file = (text: string): ts.SourceFile => ts.createSourceFile("x.ts", text, 99, true);
    expect(
      undocumented(file("/** A. */\nexport const a = 1;\nexport const b = 2;\n\nexport const c = 3;")),
    ).toEqual(["c"]);
    expect(undocumented(file("/** F. */\nexport function f() {}\nexport class G {}"))).toEqual(["G"]);
    const bare = files.flatMap(file => undocumented(parsed.get(file)!).map(name => `${file}: ${name}`));
    expect(bare).toEqual([]);
  });
});
