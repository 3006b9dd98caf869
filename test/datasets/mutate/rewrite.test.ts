import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../src/datasets/mutate/edits.js";
import { MUTANT_KINDS, type MutantKind, type Rewritten } from "../../../src/datasets/mutate/Mutant.js";
import { rewrite } from "../../../src/datasets/mutate/rewrite.js";
import type { Language } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";

function mutant(
  source: string,
  kind: MutantKind,
  calls: readonly string[] = ["f()"],
  language: Language = "javascript",
  seed = 1,
): Rewritten {
  const made = rewrite(parse(source, { language }), calls, kind, seed);
  if (typeof made === "string") throw new Error(made);
  return made;
}

describe("edits", () => {
  it("nest, move text, and tell where each piece of the original stands", () => {
    const { text, kept } = applyEdits("abcdef", [
      { start: 1, end: 5, pieces: [[3, 5], "-", [1, 3]] },
      { start: 2, end: 3, pieces: [{ text: "CC", from: 2, to: 3 }] },
      { start: 4, end: 4, pieces: ["!"] },
    ]);
    expect(text).toBe("ad!e-bCCf");
    for (const { from, to, at, until, same } of kept) {
      if (same) expect(text.slice(at, until)).toBe("abcdef".slice(from, to));
      else expect([text.slice(at, until), "abcdef".slice(from, to)]).toEqual(["CC", "c"]);
    }
    expect(kept.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(6);
  });
});

describe("rename", () => {
  const renamed = (source: string, calls?: readonly string[], language?: Language): readonly string[] =>
    Object.keys(mutant(source, "rename", calls, language).mapping.names);

  it("keeps what calls mention and the file exports, renames the rest, private members too", () => {
    const source = `export function main(seed) { class Box { #held = seed; get held() { return this.#held; } } return new Box().held; }
function other(limit) { return limit; }
const shown = other(2);
export { shown as result };`;
    expect(renamed(source, ["main(other(1))"])).toEqual(["seed", "Box", "limit", "#held"]);
  });

  it("writes shorthand properties and patterns out", () => {
    const source = "function f(a, { b, c = a } = {}) { return { a, b, c }; }";
    const { source: text, mapping } = mutant(source, "rename");
    const { a, b, c } = mapping.names;
    expect(text).toBe(
      `function f(${a}, { b: ${b}, c: ${c} = ${a} } = {}) { return { a: ${a}, b: ${b}, c: ${c} }; }`,
    );
  });

  it("gives names that nothing in the text has, one for each", () => {
    const source =
      "function f(a) { let b = a; { let a = b; b += a; } return x => { const c = x; return b + c; }; }";
    const { source: text, mapping } = mutant(source, "rename");
    const names = Object.values(mapping.names);
    expect(Object.keys(mapping.names)).toEqual(["a", "b", "x", "c"]);
    expect(new Set(names).size).toBe(4);
    expect(names.some(name => source.includes(name))).toBe(false);
    expect(
      text.replace(
        /[a-z]{3,}/g,
        word => Object.keys(mapping.names).find(k => mapping.names[k] === word) ?? word,
      ),
    ).toBe(source);
  });

  it("keeps names that types mention where a variable stands, and imports under their own name", () => {
    const guard =
      "const unit = { n: 1 };\nclass Cup {}\nfunction isCup(x: unknown): x is Cup { return x instanceof Cup; }\nfunction f(y: typeof unit, z: Cup) { return isCup(z) && y; }";
    expect(renamed(guard, ["f()"], "typescript")).toEqual(["isCup", "y", "z"]);
    const { source, mapping } = mutant("import { a } from './b.js';\nexport const f = () => a;", "rename");
    expect(source).toBe(
      `import { a as ${mapping.names.a} } from './b.js';\nexport const f = () => ${mapping.names.a};`,
    );
  });

  it("keeps names of functions where the program reads names, and refuses eval and with", () => {
    expect(
      renamed(
        "function g(a) { return a; }\nconst h = () => 1;\nfunction f(b) { return g.name + h.name + b; }",
      ),
    ).toEqual(["a", "b"]);
    expect(rewrite(parse("function f(a) { return eval('a'); }"), ["f()"], "rename", 1)).toBe(
      "names are dynamic",
    );
    expect(rewrite(parse("function f() { return 1; }"), ["f()"], "rename", 1)).toBe("no name to change");
  });
});

describe("loop-form", () => {
  const loop = (body: string, call = "f([1, 2])"): string => {
    const made = rewrite(parse(`function f(xs) {\n  ${body}\n}`), [call], "loop-form", 1);
    return typeof made === "string" ? made : made.source.slice(18, -2).replace(/\s+/g, " ").trim();
  };

  it("writes for as while, and while as for", () => {
    expect(loop("for (let i = 0; i < 3; i++) {\n    xs.push(i);\n  }")).toBe(
      "{ let i = 0; while (i < 3) { xs.push(i); i++; } }",
    );
    expect(loop("for (;;) break;")).toBe("while (true) { break; }");
    expect(loop("while (xs.pop()) xs.pop();")).toBe("for (; xs.pop(); ) xs.pop();");
  });

  it("writes for of over an array as a counted loop", () => {
    expect(loop("for (const x of xs) {\n    if (x) continue;\n  }")).toMatch(
      /^for \(let (\w+) = 0; \1 < xs\.length; \1\+\+\) \{ const x = xs\[\1\]; if \(x\) continue; \}$/,
    );
  });

  it.each([
    ["a label", "out: for (let i = 0; i < 3; i++) { break out; }"],
    ["a continue that would skip the update", "for (let i = 0; i < 3; i++) { if (i) continue; }"],
    [
      "a continue from a loop inside",
      "for (let i = 0; i < 3; i++) { do { continue out; } while (0); }"
        .replace("out", "")
        .replace("continue ;", "continue;"),
    ],
    ["a variable that lives on in a function", "for (let i = 0; i < 3; i++) { xs.push(() => i); }"],
    ["a body that hides the variable of the update", "for (let i = 0; i < 3; i++) { let i = 5; }"],
    ["a list that is no array for certain", "for (const x of xs) { x; }"],
    ["a list that is set again", "for (const x of xs) { xs = [x]; }"],
  ])("leaves alone a loop with %s", (what, body) => {
    const call = what.includes("for certain") ? 'f("text")' : "f([1])";
    // A `continue` of a loop inside belongs to that loop.
    if (what.includes("inside")) expect(loop(body, call)).toContain("while (i < 3)");
    else expect(loop(body, call)).toBe("no loop to change");
  });
});

describe("reorder", () => {
  const pair = (body: string): string => {
    const made = rewrite(parse(`function f(a, b) {\n${body}\n}`), ["f()"], "reorder", 1);
    return typeof made === "string" ? made : made.source.slice(19, -2);
  };

  it("swaps neighbours that do not depend on each other", () => {
    expect(pair("let x = a + 1;\nconst y = [b];")).toBe("const y = [b];\nlet x = a + 1;");
    expect(pair("a += 2;\nb = -b;")).toBe("b = -b;\na += 2;");
  });

  it.each([
    ["reads what the other sets", "let x = 1;\nlet y = x;"],
    ["sets what the other reads", "let x = a;\na = 2;"],
    ["sets the same", "a = 1;\na = 2;"],
    ["calls", "let x = g();\nlet y = 2;"],
    ["may call a getter", "let x = a.b;\nlet y = 2;"],
    ["sets a property", "a.b = 1;\nb = 2;"],
    ["unpacks", "const [x] = a;\nlet y = 2;"],
    ["sets within", "let x = (a = 1);\nlet y = 2;"],
    ["is awaited or yielded", "let x = new a();\nlet y = 2;"],
    ["has no semicolon", "let x = 1\nlet y = 2;"],
  ])("leaves alone a statement that %s", (_, body) => {
    expect(pair(body)).toBe("no independent neighbours");
  });
});

describe("every kind", () => {
  const source = `function f(items) {
  let sum = 0;
  let text = "";
  for (let i = 0; i < items.length; i++) {
    sum += items[i];
    text += "x";
  }
  if (sum > 3) return text;
  return sum;
}
`;
  it.each(MUTANT_KINDS)("%s gives the same text for the same seed, and mostly another for another", kind => {
    const texts = [1, 1, 2, 3, 4].map(seed => mutant(source, kind, ["f([1])"], "javascript", seed).source);
    expect(texts[1]).toBe(texts[0]);
    if (kind !== "loop-form" && kind !== "reorder") expect(new Set(texts).size).toBeGreaterThan(2);
  });

  it.each(MUTANT_KINDS)("%s maps nodes to nodes of their type and text, each to its own", kind => {
    const { source: text, mapping } = mutant(source, kind, ["f([1])"]);
    const from = parse(source).nodes;
    const to = parse(text).nodes;
    expect(mapping.nodes).toHaveLength(from.length);
    const used = mapping.nodes.filter(id => id >= 0);
    expect(new Set(used).size).toBe(used.length);
    expect(used.length).toBeGreaterThan(from.length * 0.8);
    for (const node of from) {
      const other = to[mapping.nodes[node.id]];
      if (other === undefined) continue;
      if (node.type !== "ForStatement") expect(other.type).toBe(node.type);
      if (node.type === "Literal") {
        expect(text.slice(other.start, other.end)).toBe(source.slice(node.start, node.end));
      }
    }
  });

  it("says only what is wrong in misleading comments, and changes nothing but lines", () => {
    const { source: text } = mutant(source, "misleading-comments", ["f([1])"]);
    const added = text.split("\n").filter(line => line.trim().startsWith("//"));
    expect(added.length).toBeGreaterThan(0);
    expect(
      text
        .split("\n")
        .filter(line => !line.trim().startsWith("//"))
        .join("\n"),
    ).toBe(source);
  });
});
