import { describe, expect, test } from "vitest";
import { PALETTE } from "../../../src/figures/core/paint.js";
import { buildLogits } from "../../../src/figures/logits/buildLogits.js";
import { differenceList } from "../../../src/figures/logits/differenceList.js";
import { logitsFigure } from "../../../src/figures/logits/logitsFigure.js";
import { settleLogits } from "../../../src/figures/logits/settleLogits.js";
import { shadeClasses } from "../../../src/figures/logits/shades.js";
import { OPAQUE, scalesFor, shadeOf } from "../../../src/figures/logits/statistics.js";
import { weakest } from "../../../src/figures/logits/weak.js";
import { align } from "../../../src/lens/align/align.js";
import { scoreNodes } from "../../../src/lens/align/scoreNodes.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import { faultOf } from "../wellFormed.js";
import { fakeAligned, fakeLoose, fakeScored } from "./fakeScored.js";
import { BROKEN, HOSTILE, HOSTILE_WORDS, JAVASCRIPT, longPython, PYTHON, WIDE } from "./sources.js";

const python = fakeAligned(PYTHON, "python", { model: "fake" });

describe("every form of the figure", () => {
  test("repeats to the byte", async () => {
    const [a, b] = [0, 1].map(() => logitsFigure(fakeAligned(PYTHON, "python", { model: "fake" }), {}));
    expect(a.toPage()).toBe(b.toPage());
    expect(a.toSVG()).toBe(b.toSVG());
    expect(a.toText()).toBe(b.toText());
    expect(JSON.stringify(a.toJSON())).toBe(JSON.stringify(b.toJSON()));
    expect(Buffer.compare(await a.toPNG({ scale: 1 }), await b.toPNG({ scale: 1 }))).toBe(0);
  });

  test.each([
    ["python", python],
    ["javascript", fakeAligned(JAVASCRIPT, "javascript", { encoding: "cl100k_base" })],
    ["cut off code", fakeLoose(BROKEN, "python", { generatedFrom: 20 })],
    ["wide characters", fakeAligned(WIDE, "python")],
    ["hostile text", fakeLoose(HOSTILE, "python", { words: HOSTILE_WORDS })],
    ["an empty text", fakeLoose("", "python")],
    ["white space only", fakeLoose("\n\n  \n", "python")],
  ])("is well-formed SVG, with every number finite, for %s", (_name, aligned) => {
    for (const granularity of ["token", "statement", "file"] as const) {
      const figure = logitsFigure(aligned, { granularity, icicle: true });
      expect(faultOf(figure.toSVG().trimEnd())).toBeUndefined();
      expect(figure.toSVG()).not.toMatch(/NaN|Infinity|undefined bits|"undefined"/);
      const still = figure.toHTML().replace(/<script>.*<\/script>/s, "");
      expect(still).not.toMatch(/NaN|Infinity|undefined bits|"undefined"/);
      expect(figure.toText()).not.toMatch(/NaN|Infinity|undefined bits|"undefined"/);
    }
  });

  test("the code of the page is the text, line ends included", () => {
    const html = logitsFigure(python).toHTML();
    const code = /<pre[^>]*>(.*)<\/pre>/s.exec(html)![1].replace(/<[^>]*>/g, "");
    const read = code
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&amp;/g, "&");
    expect(read).toBe(PYTHON);
  });

  test("text twin: the tree with bars, weakest tokens with alternatives, unscored tokens, notes, provenance", () => {
    const text = logitsFigure(python, { source: "counter.py" }).toText();
    expect(text).toContain("counter.py: how sure the model was");
    expect(text).toMatch(/^████████ module/m);
    expect(text).toMatch(
      /^[█▏▎▍▌▋▊▉·]{8} {3}class_definition {2}class Counter: {2}[\d.]+ bits, [\d.]+ per token$/m,
    );
    expect(text).toMatch(/, 1 of \d+ tokens without p$/m);
    expect(text).toMatch(/^ {2}line \d+: \S+ {2}p \S+( %)?, rank \d+ {2}\(/m);
    expect(text).toContain("The first token has no probability");
    expect(text).toMatch(/Source: counter\.py · model fake · data sha256 [\da-f]{16}/);
  });

  test("JSON keeps tokens and nodes; what is not known is null and never 0", () => {
    const { data } = logitsFigure(python).toJSON() as {
      data: {
        models: { tokens: { bits: (number | null)[] }; nodes: { bits: number | null; tokens: number }[] }[];
      };
    };
    const [model] = data.models;
    expect(model.tokens.bits[0]).toBeNull();
    expect(model.tokens.bits).toHaveLength(python.scored.ids.length);
    for (const node of model.nodes) if (node.tokens === 0) expect(node.bits).toBeNull();
    const [root] = scoreNodes(python);
    expect(model.nodes[0].bits).toBeCloseTo(root.bits!, 1);
  });
});

describe("painting", () => {
  const model = buildLogits([python], ["fake"], settleLogits({}, false));
  const cellOf = (text: string): number =>
    model.cells.findIndex(({ start, end }) => model.text.slice(start, end) === text);

  test("a token has the shade of its bits, a statement that of its own mean", () => {
    const [scale] = scalesFor(12);
    const at = cellOf("lambda");
    const [[token]] = model.cells[at].tokens;
    expect(shadeClasses(model, "token", "bits/token")[at]).toBe(
      `h${shadeOf(scale, model.sides[0].bits[token]).toString(16)}`,
    );
    const statement = model.units.find(({ types }) => types.includes("return_statement"))!;
    const shade = shadeOf(scale, statement.measured.bits / statement.measured.scored).toString(16);
    const classes = shadeClasses(model, "statement", "bits/token");
    for (let c = model.firstCell[statement.index]; c <= model.lastCell[statement.index]; c++)
      expect(classes[c].split(" ")[0]).toBe(`h${shade}`);
  });

  test("scales are fixed: the same bits have the same shade in every text", () => {
    const other = fakeAligned(longPython(2), "python", { seed: "other" });
    const shadeByBits = new Map<number, string>();
    for (const aligned of [python, other]) {
      const one = buildLogits([aligned], [""], settleLogits({}, false));
      const classes = shadeClasses(one, "token", "bits/token");
      one.cells.forEach((cell, c) => {
        const bits = one.sides[0].bits[cell.tokens[0][0]];
        if (cell.newline || cell.trivia || Number.isNaN(bits)) return;
        expect(shadeByBits.get(bits) ?? classes[c]).toBe(classes[c]);
        shadeByBits.set(bits, classes[c]);
      });
    }
  });

  test("what has no probability has no shade", () => {
    expect(shadeClasses(model, "token", "bits/token")[0]).toBe("");
    expect(logitsFigure(python).toHTML()).toMatch(
      /<i class="u t1" title="no probability">&quot;&quot;&quot;<\/i>/,
    );
  });

  test("text on the darkest ground keeps a contrast of 4.5 in every tone, light and dark", () => {
    const channel = (hex: string, i: number): number => Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
    const light = (rgb: readonly number[]): number => {
      const [r, g, b] = rgb.map(v =>
        v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const side of [0, 1] as const)
      for (const hue of ["blue", "vermillion"] as const) {
        const a = OPAQUE;
        const ground = [0, 1, 2].map(
          i => a * channel(PALETTE[hue][side], i) + (1 - a) * channel(PALETTE.paper[side], i),
        );
        for (const tone of ["ink", "keyword", "string"] as const) {
          const text = light([0, 1, 2].map(i => channel(PALETTE[tone][side], i)));
          const back = light(ground);
          const contrast = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
          expect(contrast, `${tone} on ${hue}, ${side === 0 ? "light" : "dark"}`).toBeGreaterThanOrEqual(4.5);
        }
      }
  });

  test("the weakest tenth is a tenth, and nothing is weaker outside of it", () => {
    const { cells, count, of, threshold } = weakest(model, "token", "bits/token", 0.1);
    expect(count).toBeGreaterThanOrEqual(Math.ceil(of / 10));
    expect(count).toBeLessThan(of / 5);
    model.cells.forEach((cell, c) => {
      const bits = model.sides[0].bits[cell.tokens[0][0]];
      if (cells[c] === 1) expect(bits).toBeGreaterThanOrEqual(threshold);
      else if (cell.unit >= 0 && !cell.trivia && !cell.newline && !Number.isNaN(bits))
        expect(bits).toBeLessThan(threshold);
    });
  });
});

describe("marks", () => {
  test("a character of several tokens is one glyph with its shades stacked", () => {
    const html = logitsFigure(fakeAligned('x = "é🐍"\n', "python")).toHTML();
    expect(html).toMatch(
      /<i class="z[^>]*style="background:linear-gradient\(rgba\([^"]*0% 33%,[^"]*33% 67%,[^"]*67% 100%\)"[^>]*>🐍<\/i>/,
    );
  });

  test("a token over two leaves has a tick in the second, white space in front of a word none", () => {
    const html = logitsFigure(fakeAligned("def f(a):\n    return a\n", "python")).toHTML();
    expect(html).toMatch(/<i[^>]*>\)<\/i><i class="?k[^>]*>:<\/i>/);
    expect(html).toMatch(/<a[^>]*> <\/a><i(?! class="?k)[^>]*>f<\/i>/);
  });

  test("what is missing is a caret, what is not parsed is wavy, what was given is faint, all in words too", () => {
    const figure = logitsFigure(fakeLoose(BROKEN, "python", { generatedFrom: 20 }));
    const html = figure.toHTML();
    expect(html).toMatch(/<b class=m data-u=\d+ title="no text: missing block">/);
    expect(html).toMatch(/<i class="e[ "]/);
    expect(html.match(/<i class="(?:[a-z] )*p[ "]/g)!.length).toBeGreaterThan(10);
    expect(html).toContain("wavy: not parsed");
    expect(figure.toText()).toContain("missing block  (no text)");
    expect(figure.toText()).toContain("ERROR");
  });

  test("text around the code is folded when it is long, and belongs to no node", () => {
    const before = `${"Some words about the task.\n".repeat(20)}\n`;
    const { nodes } = parseLoose(PYTHON, { language: "python" });
    const pieces = [[before.length, 0, Buffer.byteLength(PYTHON)]] as const;
    const aligned = align({ nodes, source: PYTHON, pieces }, fakeScored(before + PYTHON));
    const html = logitsFigure(aligned).toHTML();
    expect(html).toContain("<summary>21 lines around the code</summary>");
    expect(html).toMatch(/<\/details><b data-n=1><\/b>/);
    expect(html).toContain("outside of the code");
  });
});

test("a block of one statement is a statement too: it is in the text, and may be the least certain", () => {
  const aligned = fakeAligned("def f(n):\n    if n:\n        return n\n", "python");
  expect(logitsFigure(aligned).toText()).toMatch(/^.{8} {5,}block › return_statement {2}return n {2}/m);
});

describe("two models over one text", () => {
  const a = fakeAligned(PYTHON, "python", { model: "one", seed: "a" });
  const b = fakeAligned(PYTHON, "python", { model: "two", seed: "b", encoding: "o200k_base" });
  const model = buildLogits([a, b], ["one", "two"], settleLogits({}, true));

  test("the list of differences adds up to the difference of all bits", () => {
    const rows = differenceList(model);
    const parts = rows.slice(0, -1);
    const total = rows.at(-1)!;
    const bits = (aligned: typeof a): number =>
      aligned.scored.logprobs.reduce(
        (sum, logprob) => sum + (Number.isNaN(logprob) ? 0 : -logprob / Math.LN2),
        0,
      );
    expect(total.a).toBeCloseTo(bits(a), 6);
    expect(total.b).toBeCloseTo(bits(b), 6);
    expect(parts.reduce((sum, row) => sum + row.difference, 0)).toBeCloseTo(bits(a) - bits(b), 6);
    expect(rows.length).toBeGreaterThan(5);
  });

  test("cells are cut at the tokens of both", () => {
    for (const [s, { aligned }] of model.sides.entries()) {
      const { start, end } = aligned.scored.spans;
      for (const cell of model.cells) {
        const [first, last] = cell.tokens[s];
        const from = Buffer.byteLength(PYTHON.slice(0, cell.start));
        const to = Buffer.byteLength(PYTHON.slice(0, cell.end));
        expect(start[first]).toBeLessThanOrEqual(from);
        expect(end[last]).toBeGreaterThanOrEqual(to);
      }
    }
  });

  test("a model against itself is white all over", () => {
    const same = buildLogits([a, a], ["one", "again"], settleLogits({}, true));
    expect(new Set(shadeClasses(same, "token", "bits/byte"))).toEqual(new Set([""]));
    expect(differenceList(same).every(({ difference }) => difference === 0)).toBe(true);
  });

  test("other texts and other trees are refused", () => {
    const other = fakeAligned(`${PYTHON}\n`, "python");
    expect(() => logitsFigure([a, other])).toThrow(/the same text of the same program only: the texts have/);
  });
});

describe("options", () => {
  test.each([
    [{ maxBits: 1 }, "maxBits must be a number within 2..40, not 1"],
    [{ weakShare: 2 }, "weakShare must be a number within 0..1, not 2"],
    [{ maxTokens: 5.5 }, "maxTokens must be a whole number within 100..50000, not 5.5"],
    [
      { granularity: "word" as never },
      'granularity must be one of token, leaf, expression, statement, block, function, file, not "word"',
    ],
    [{ reference: { name: "few", bitsPerToken: [1, 2] } }, 'reference "few" has 2 tokens'],
  ])("%o is refused by name", (options, message) => {
    expect(() => logitsFigure(python, options)).toThrow(message);
  });

  test("statistics that two vocabularies do not share are refused in a comparison", () => {
    expect(() => logitsFigure([python, python], { statistic: "rank" })).toThrow(
      'statistic of a comparison must be "bits/byte" or "bits", not "rank"',
    );
  });

  test("beyond maxTokens lines are left out, and the page says how many", () => {
    const figure = logitsFigure(fakeAligned(longPython(6), "python"), { maxTokens: 300 });
    expect(figure.toHTML()).toMatch(/\d+ lines at the end are not shown; the numbers are of the whole/);
  });
});

describe("sizes", () => {
  test.each([
    ["gpt2", 3],
    ["cl100k_base", 5],
    ["o200k_base", 5],
  ] as const)("about 500 tokens of %s weigh at most 60 KB and 60 bytes a token", (encoding, functions) => {
    const aligned = fakeAligned(PYTHON + longPython(functions - 1), "python", { encoding, model: "fake" });
    const tokens = aligned.scored.ids.length;
    expect(tokens).toBeGreaterThan(450);
    const bytes = Buffer.byteLength(logitsFigure(aligned, { source: "counter.py" }).toHTML());
    expect(bytes).toBeLessThanOrEqual(60_000 + 60 * tokens);
  });

  test("5,000 tokens weigh less than 1 MB", () => {
    const aligned = fakeAligned(longPython(52), "python", { encoding: "cl100k_base" });
    expect(aligned.scored.ids.length).toBeGreaterThan(4500);
    expect(Buffer.byteLength(logitsFigure(aligned).toHTML())).toBeLessThan(1_000_000);
  });

  test("beyond 5,000 tokens functions are folded, the worst statements are not", () => {
    const html = logitsFigure(fakeAligned(longPython(60), "python")).toHTML();
    expect(html.match(/<details class=fold>/g)!.length).toBeGreaterThan(50);
    expect(html).toMatch(/<summary>9 lines, [\d.]+ bits per token<\/summary>/);
  });
});
