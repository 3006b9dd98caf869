import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { alignText } from "../../../src/lens/features/corpus/alignText.js";
import { readFeatureCorpus, writeFeatureCorpus } from "../../../src/lens/features/corpus/corpusFile.js";
import { makeFeatureCorpus } from "../../../src/lens/features/corpus/makeFeatureCorpus.js";
import { decisionBytes } from "../../../src/lens/features/labels/decisionBytes.js";
import { documentLabels } from "../../../src/lens/features/labels/documentLabels.js";
import { runLabels } from "../../../src/lens/features/labels/runLabels.js";
import { syntaxLabels } from "../../../src/lens/features/labels/syntaxLabels.js";
import type { TextLabels } from "../../../src/lens/features/labels/TextLabels.js";
import { queryCells } from "../../../src/lens/features/search/queryCells.js";
import { openTokenizer } from "../../../src/lens/tokens/openTokenizer.js";
import { parse } from "../../../src/program/parse.js";
import { labelled, traceText } from "../../../src/questions/dialect/dialectText.js";
import { dialectTokenizer } from "../../../src/questions/dialect/dialectTokenizer.js";
import type { TraceRows } from "../../../src/questions/dialect/TraceRow.js";
import { traceRows } from "../../../src/questions/dialect/traceRows.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { withFolder } from "./firings.js";

afterAll(closePool);

const tokenizer = openTokenizer({ tokenizer: JSON.parse(dialectTokenizer()), config: {}, source: "dialect" });

const SOURCE = `function f(a, b) {
  let c = 3;
  for (let i = 0; i < 2; i++) {
    if (a > c) {
      c = a;
    } else {
      [a, b] = [b, a];
    }
  }
  if (c === 9) {
    b = 1;
  }
  return c;
}
`;

/** Tokens of a text, and the labels of the first (or n-th) token that shows `word`. */
function reader(text: string, ids: Int32Array, labels: TextLabels) {
  const shown = [...ids].map(id => tokenizer.show(id));
  return (word: string, n = 1) => {
    let seen = 0;
    const at = shown.findIndex(one => one.replace(/^[ \n]+/, "") === word && ++seen === n);
    if (at < 0) throw new Error(`no token ${word} among ${shown.join("|")} of ${text}`);
    return (name: string) => {
      const cells = labels.get(name);
      const value = cells?.values[at];
      return value === undefined
        ? undefined
        : [value, cells?.anticipated[at] === 1 ? "anticipation" : "read-out"];
    };
  };
}

function plain(source = SOURCE) {
  const program = parse(source, { sourceType: "script" });
  const ids = tokenizer.encode(source);
  const aligned = alignText({ nodes: program.nodes, source }, source, ids, tokenizer.spans(source, ids));
  return { program, ids, aligned };
}

describe("labels of syntax", () => {
  it("say node, field, ancestors and binding of tokens, and whether the text so far tells", () => {
    const { program, ids, aligned } = plain();
    const at = reader(SOURCE, ids, syntaxLabels(program, aligned));
    expect(at("if")("node")).toEqual(["IfStatement", "read-out"]);
    expect(at("if")("field")).toEqual(["BlockStatement.body", "read-out"]);
    expect(at("===")("node")).toEqual(["BinaryExpression", "read-out"]);
    // The name before the operator: nobody can know yet that it is compared.
    expect(at("c", 4)("parent")).toEqual(["BinaryExpression", "anticipation"]);
    expect(at("c", 4)("leaf")).toEqual(["Identifier", "read-out"]);
    expect(at("c", 4)("binding")).toEqual(["c", "read-out"]);
    expect(at("a", 3)("access")).toEqual(["read", "read-out"]);
    expect(at("c", 3)("access")).toEqual(["write", "anticipation"]);
    expect(at("i")("declared")).toEqual(["let", "read-out"]);
    expect(at("a")("access")).toEqual(["declare", "read-out"]);
    const [ancestors] = at("a", 4)("ancestors") as [{ known: string[]; open: string[] }, string];
    expect(ancestors.known).toContain("ForStatement");
    expect(ancestors.known).toContain("IfStatement");
    expect(ancestors.open).toEqual(["ArrayPattern", "AssignmentExpression", "ExpressionStatement"]);
    expect(at("for")("place")).toEqual(["begin", "anticipation"]);
  });

  it("know the type of a node where what leaves no choice ends", () => {
    const decide = (source: string, type: string): string => {
      const { nodes } = parse(source, { sourceType: "script" });
      const node = nodes.find(one => one.type === type)!;
      return source.slice(0, decisionBytes(nodes, source)[node.id]);
    };
    expect(decide("for (let i = 0; i < 3; i++) {}", "ForStatement")).toBe("for (let i = 0;");
    expect(decide("for (;;) {}", "ForStatement")).toBe("for (;");
    expect(decide("for (const x of y) {}", "ForOfStatement")).toBe("for (const x of");
    expect(decide("(a + b) * c", "BinaryExpression")).toBe("(a + b) *");
    expect(decide("x = (a, b) => a;", "ArrowFunctionExpression")).toBe("x = (a, b) =>");
    expect(decide("(f)(x);", "CallExpression")).toBe("(f)(");
    expect(decide("[x, y] = [y, x];", "ArrayPattern")).toBe("[x, y] =");
    expect(decide("[x, y] = [y, x];", "ExpressionStatement")).toBe("[x, y] =");
    expect(decide("let x = 1;", "VariableDeclarator")).toBe("let x");
    expect(decide("f`a`;", "TaggedTemplateExpression")).toBe("f`");
    expect(decide("a.b;", "MemberExpression")).toBe("a.");
  });
});

describe("labels of a run", () => {
  it("say what was executed, how often, which way and with what, and what of it can be known", async () => {
    const text = `#call f(5, 2)\n#code\n${SOURCE}`;
    const recorded = await trace(SOURCE, { call: "f(5, 2)" });
    const program = recorded.programs[0];
    const ids = tokenizer.encode(text);
    const at0 = text.indexOf(SOURCE);
    const source = { nodes: program.nodes, source: SOURCE, pieces: [[at0, 0, SOURCE.length]] as const };
    const aligned = alignText(source, text, ids, tokenizer.spans(text, ids));
    const labels = runLabels(recorded, aligned, { callEnd: at0 - 6 });
    const at = reader(text, ids, labels);
    // Round 1: 5 > 3, c = 5; round 2: 5 > 5 fails, swap. Then c === 9 fails.
    expect(at("=", 3)("executed")).toEqual([true, "read-out"]);
    // All that had run until then stands before it.
    expect(at("[")("executed")).toEqual([true, "read-out"]);
    expect(at("let")("times")).toEqual([1, "read-out"]);
    // How often a place in a loop is passed depends on the rest of the loop.
    expect(at(">")("times")).toEqual([2, "anticipation"]);
    expect(at(">")("branch")).toEqual(["both", "anticipation"]);
    expect(at("===")("branch")).toEqual(["not taken", "anticipation"]);
    expect(at("9")("branch")).toEqual(["not taken", "read-out"]);
    expect(at("9")("last branch")).toEqual(["not taken", "read-out"]);
    expect(at("1")("executed")).toEqual([false, "read-out"]);
    expect(at("c", 5)("value before")).toEqual([5, "read-out"]);
    expect(at("c", 3)("value after")).toEqual([5, "anticipation"]);
    // Called with 1 and 5 it is the other way round: what stands behind runs first.
    const other = await trace(SOURCE, { call: "f(1, 5)" });
    const turned = reader(text, ids, runLabels(other, aligned, { callEnd: at0 - 6 }));
    expect(turned("=", 3)("executed")).toEqual([true, "anticipation"]);
    const blind = reader(text, ids, runLabels(recorded, aligned, {}));
    expect(blind("let")("executed")).toEqual([true, "anticipation"]);
    const codeFirst = reader(text, ids, runLabels(recorded, aligned, { callEnd: text.length }));
    expect(codeFirst("let")("times")).toEqual([1, "anticipation"]);
  });
});

describe("labels of a written trace", () => {
  it("say line, round, branch, slot and value of every token of a row", async () => {
    const recorded = await trace(SOURCE, { call: "f(5, 2)" });
    const rows = traceRows(recorded) as TraceRows;
    const text = `#code\n${labelled(recorded.programs[0]).text.trimEnd()}\n#call f(5, 2)\n${traceText(rows)}\n#ask output\nAnswer: 5`;
    const ids = tokenizer.encode(text);
    const spans = tokenizer.spans(text, ids);
    const labels = documentLabels({ text, ids, spans }, recorded);
    const shown = [...ids].map(id => tokenizer.show(id));
    const of = (name: string) => labels.get(name)!.values;
    const heads = shown.flatMap((_, t) => (of("step part")[t] === "line" ? [t] : []));
    expect(heads.map(t => of("step line")[t])).toEqual(rows.rows.map(({ line }) => line));
    const inLoop = heads.filter(t => of("step iteration")[t] !== undefined);
    const told = inLoop.map(t => [
      of("step line")[t],
      of("step iteration")[t],
      of("first iteration")[t],
      of("last iteration")[t],
    ]);
    expect(told).toContainEqual([4, 1, true, false]);
    expect(told).toContainEqual([4, 2, false, true]);
    expect(told).toContainEqual([7, 2, false, true]);
    expect(told.at(-1)).toEqual([3, 3, false, true]);
    expect(heads.filter(t => of("step line")[t] === 10).map(t => of("step branch")[t])).toEqual([
      "not taken",
    ]);
    const values = shown.flatMap((_, t) => (of("slot")[t] === "c" ? [of("slot value")[t]] : []));
    const slot = rows.slots.indexOf("c");
    expect(values).toEqual(
      rows.rows.flatMap(row => (row.values[slot] === "." ? [] : [Number(row.values[slot])])),
    );
    const swap = heads.find(t => of("step line")[t] === 7)!;
    expect([of("before a")[swap], of("value a")[swap], of("before b")[swap], of("value b")[swap]]).toEqual([
      5, 2, 2, 5,
    ]);
    expect(labels.get("value a")!.anticipated[swap]).toBe(0);
    // Every token of a row is one of its parts, none outside of the trace is.
    const inside = shown
      .filter((_, t) => of("step part")[t] !== undefined)
      .join("")
      .replaceAll(/\s/g, "");
    expect(inside.length).toBe(traceText(rows).split("\n").slice(1, -1).join("").replaceAll(" ", "").length);
    // Source and trace are labelled in one text.
    expect(of("node")[shown.indexOf(" if")]).toBe("IfStatement");
  });
});

describe("a corpus", () => {
  it("keeps texts, spans and labels on disk and answers queries over them", async () => {
    await withFolder(async folder => {
      const recorded = await trace(SOURCE, { call: "f(5, 2)" });
      const rows = traceRows(recorded) as TraceRows;
      const text = `#call f(5, 2)\n#code\n${labelled(recorded.programs[0]).text.trimEnd()}\n${traceText(rows)}`;
      const ids = tokenizer.encode(text);
      const labels = documentLabels({ text, ids, spans: tokenizer.spans(text, ids) }, recorded);
      const corpus = makeFeatureCorpus(
        [
          { text, program: "one", family: "skeleton", ids, labels },
          { text: "let é = 1;", program: "two" },
        ],
        tokenizer,
      );
      const path = join(folder, "corpus");
      await writeFeatureCorpus(path, corpus);
      const again = await readFeatureCorpus(path);
      expect(again).toEqual(corpus);
      expect(again.texts[1].family).toBe("two");
      const { holds } = queryCells(again, {
        and: [
          { label: "step line", is: 4 },
          { label: "step iteration", is: 2 },
          { label: "step part", is: "mark" },
        ],
      });
      const found = [...holds].flatMap((hold, t) => (hold ? [tokenizer.show(corpus.ids[t])] : []));
      expect(found).toEqual([" F"]);
      const swaps = queryCells(again, {
        and: [{ label: "ancestors", has: "ArrayPattern" }, { not: { label: "leaf", is: "Punctuator" } }],
      });
      expect(
        [...swaps.holds].flatMap((hold, t) => (hold ? [tokenizer.show(corpus.ids[t]).trim()] : [])),
      ).toEqual(["a", "b"]);
    });
  });

  it("refuses labels of another number of tokens, and no texts", () => {
    const labels = new Map([["x", { values: [1], anticipated: new Uint8Array(1) }]]);
    expect(() => makeFeatureCorpus([{ text: "let a = 1;", program: "p", labels }], tokenizer)).toThrow(
      'but 1 labels "x"',
    );
    expect(() => makeFeatureCorpus([], tokenizer)).toThrow("there are no texts");
  });
});
