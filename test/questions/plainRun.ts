import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as acorn, type Node } from "acorn";
import type { Program } from "../../src/program/Program.js";
import { tree } from "../../src/program/tree.js";

/** Any ESTree node, its properties unread. */
// biome-ignore lint/suspicious/noExplicitAny: a syntax tree read by its field names
type Syntax = Node & Readonly<Record<string, any>>;

/** A program with a plain note of the line in front of each statement, test and arrow body; our tracer has no part in it. */
interface Noted {
  readonly text: string;
  /** Lines whose visits are all noted: those without the head of a `for` or a label. */
  readonly lines: ReadonlySet<number>;
}

function noted(program: Program): Noted {
  const { text } = tree(program);
  const ast = acorn(text, { ecmaVersion: "latest", sourceType: program.sourceType, locations: true });
  const inserts: { at: number; text: string; open: boolean }[] = [];
  const lines = new Set<number>();
  const left = new Set<number>();
  const open = (at: number, insert: string): number => inserts.push({ at, text: insert, open: true });
  const close = (at: number, insert: string): number => inserts.push({ at, text: insert, open: false });
  const note = (line: number): string => {
    lines.add(line);
    return `$L(${line})`;
  };
  const wrap = (line: number, node: Syntax): void => {
    open(node.start, `(${note(line)},(`);
    visit(node);
    close(node.end, "))");
  };
  const statement = (node: Syntax, listed: boolean): void => {
    if (/^(?:Block|Empty)Statement$|^(?:Function|Import|Export\w*)Declaration$/.test(node.type)) {
      visit(node);
      return;
    }
    if (node.directive !== undefined) return;
    const { line } = node.loc!.start;
    if (/^(?:For(?:In|Of)?|Labeled)Statement$/.test(node.type)) {
      left.add(line);
      visit(node);
      return;
    }
    // Their heads are noted, at their tests.
    if (/^(?:If|Switch|While|DoWhile)Statement$/.test(node.type)) {
      visit(node);
      return;
    }
    open(node.start, `${listed ? "" : "{"}${note(line)};`);
    visit(node);
    if (!listed) close(node.end, "}");
  };
  const children = (node: Syntax, but: readonly string[]): void => {
    for (const [key, value] of Object.entries(node)) {
      if (but.includes(key)) continue;
      for (const child of Array.isArray(value) ? value : [value])
        if (typeof child?.type === "string") visit(child);
    }
  };
  const visit = (node: Syntax): void => {
    switch (node.type) {
      case "Program":
      case "BlockStatement":
      case "StaticBlock":
        for (const child of node.body) statement(child, true);
        return;
      case "SwitchCase":
        if (node.test) visit(node.test);
        for (const child of node.consequent) statement(child, true);
        return;
      case "IfStatement":
        wrap(node.loc!.start.line, node.test);
        statement(node.consequent, false);
        if (node.alternate) statement(node.alternate, false);
        return;
      case "SwitchStatement":
        wrap(node.loc!.start.line, node.discriminant);
        children(node, ["discriminant"]);
        return;
      case "WhileStatement":
        wrap(node.loc!.start.line, node.test);
        statement(node.body, false);
        return;
      case "DoWhileStatement":
        statement(node.body, false);
        wrap(node.test.loc!.start.line, node.test);
        return;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
        children(node, ["body"]);
        statement(node.body, false);
        return;
      case "CatchClause":
        open(node.body.start + 1, `${note(node.loc!.start.line)};`);
        children(node, []);
        return;
      case "ArrowFunctionExpression":
        children(node, ["body"]);
        if (node.expression) wrap(node.body.loc!.start.line, node.body);
        else visit(node.body);
        return;
      default:
        children(node, []);
        return;
    }
  };
  visit(ast);
  const order = inserts.map((insert, i) => ({ ...insert, i }));
  order.sort((a, b) => a.at - b.at || Number(a.open) - Number(b.open) || a.i - b.i);
  let result = "";
  let at = 0;
  for (const insert of order) {
    result += text.slice(at, insert.at) + insert.text;
    at = insert.at;
  }
  for (const line of left) lines.delete(line);
  return { text: result + text.slice(at), lines };
}

const TIMERS = readFileSync(new URL("../oracle/virtualTimers.cjs", import.meta.url), "utf8");

/** Runs the noted program in a Node of its own; promise jobs are Node's, timers fire by time on a clock that jumps. */
const HARNESS = `
const { writeFileSync } = require("node:fs");
const job = setImmediate;
const timers = {};
new Function("exports", "setImmediate", ${JSON.stringify(TIMERS)})(timers, job);
timers.installTimers(globalThis);
let seen;
globalThis.$L = line => { seen?.push(line); };
process.on("exit", () => writeFileSync(process.argv[3], JSON.stringify(seen ?? null)));
(async () => {
  await Promise.race([import(process.argv[2]), timers.runTimers()]);
  await new Promise(done => job(done));
  seen = [];
  globalThis.$call();
  await timers.runTimers();
})();
`;

/**
 * Lines executed by a call, from a run of the program in plain Node with a note in front of each statement, test and
 * arrow body; and the lines for which that is complete.
 */
export function plainRun(
  program: Program,
  call: string,
): { readonly seen: number[]; readonly lines: ReadonlySet<number> } {
  const folder = mkdtempSync(join(tmpdir(), "tracebook-plain-"));
  try {
    const { text, lines } = noted(program);
    const file = join(folder, program.sourceType === "module" ? "p.mjs" : "p.cjs");
    const asynchronous = /\bawait\b/.test(call) ? "async " : "";
    writeFileSync(file, `${text}\n;globalThis.$call = ${asynchronous}() => (${call}\n);\n`);
    writeFileSync(join(folder, "run.cjs"), HARNESS);
    try {
      execFileSync(process.execPath, [join(folder, "run.cjs"), file, join(folder, "out.json")], {
        stdio: "ignore",
      });
    } catch {
      // An error nobody handles ends the program, as it ends the trace.
    }
    return { seen: JSON.parse(readFileSync(join(folder, "out.json"), "utf8")), lines };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
