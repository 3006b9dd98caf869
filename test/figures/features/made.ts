import type { CodeFigureData } from "../../../src/figures/codes/CodeFigureData.js";
import type { FeatureFigureData } from "../../../src/figures/features/FeatureFigureData.js";
import type { PageBand, PageExample } from "../../../src/figures/features/PageExample.js";
import { parse } from "../../../src/program/parse.js";
import { seededRandom } from "../../../src/questions/random.js";

/** A program of the kind the embedded model knows, as it stands in a prompt. */
export function madeProgram(seed: number): string {
  const random = seededRandom(`made:${seed}`);
  const name = (): string => "abcd"[random.below(4)]!;
  return [
    "function f(a, b) {",
    `  let c = ${random.below(10)}, d = "n";`,
    `  for (let i = 0; i < ${2 + random.below(3)}; i++) {`,
    `    if (${name()} > ${random.below(9)}) {`,
    "      [a, b] = [b, a];",
    "    } else {",
    `\t\tc += 1; // caf\u00e9`,
    "    }",
    "  }",
    `  while (${name()} < 3) {`,
    `    d = m[${name()}];`,
    "  }",
    `  return ${name()};`,
    "}",
    "",
  ].join("\n");
}

/** An example whose tokens are words with the space before them, and whose activations are drawn at random. */
export function madeExample(seed: number, most: number, k = 0): PageExample {
  const random = seededRandom(`made:${seed}`);
  const text = madeProgram(seed);
  const program = parse(text, { file: `p${seed}.js` });
  const words = [...text.matchAll(/\n? *(?:\w+|[^\w\s]+)/g)];
  const tokens = words
    .filter(() => random.below(4) === 0)
    .map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      ...(k === 0 ? { value: (most * (1 + random.below(99))) / 100 } : ranked(random.below(k), k)),
    }));
  const peak = random.below(tokens.length);
  Object.assign(tokens[peak]!, k === 0 ? { value: most } : ranked(0, k));
  const { end } = tokens[peak]!;
  const around = program.nodes.filter(
    node => node.start < end && end <= node.end && !/^(?:Punctuator|Keyword|Comment)$/.test(node.type),
  );
  const node = around.reduce((a, b) => (b.end - b.start <= a.end - a.start ? b : a));
  return {
    program: `p${seed}.js`,
    text,
    firstLine: 1,
    tokens,
    peak,
    node: { type: node.type, ...(node.field && { field: node.field }), start: node.start, end: node.end },
    state: `iteration ${1 + (seed % 3)}, c = ${seed % 10} before`,
  };
}

function ranked(rank: number, k: number): { value: number; rank: number } {
  return { value: (k - rank) / k, rank };
}

function madeBands(each: number, k: number): PageBand[] {
  return ["strongest", "upper quartile", "second quartile", "lower quartile"].map((name, b) => {
    const to = k > 0 ? 1 - b / 4 : 8.31 - 2 * b;
    return {
      name,
      from: k > 0 ? Math.min(to, to - 1 / 4 + 1 / k) : to - 1.5,
      to,
      firings: 120 * (b + 1) ** 3,
      examples: Array.from({ length: each }, (_, i) => madeExample(100 * b + i + 1, to - i * 0.05, k)),
    };
  });
}

function madeHistogram(from: number, to: number, bins: number, shape: (x: number) => number) {
  return {
    edges: Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins),
    counts: Array.from({ length: bins }, (_, i) => Math.round(shape((i + 0.5) / bins))),
  };
}

const TOKENS = ["\n@", " =", " for", ' "n"', "<b>", "</script>", " T", ";", "\t", " café"];

/** Everything a feature page can show, with `each` examples a band. */
export function madeFeature(each = 5): FeatureFigureData {
  return {
    model: "tracebook/embedded",
    dictionary: "mlp-transcoder",
    kind: "transcoder",
    layer: 2,
    feature: 143,
    features: 4096,
    tokens: 1_000_000,
    firings: 12_345,
    max: 8.31,
    state: "live",
    facts: [
      ["reads", "blocks.2.ln2.hook_normalized"],
      ["writes", "blocks.2.hook_mlp_out"],
      ["norm of its decoder", "1.02"],
    ],
    bands: madeBands(each, 0),
    activations: madeHistogram(0, 8.31, 40, x => 9000 * (1 - x) ** 9 + 2 * (x > 0.9 ? 1 : 0)),
    logits: {
      top: TOKENS.map((token, i) => ({ token, weight: 1.3 - 0.1 * i })),
      bottom: TOKENS.map((token, i) => ({ token: `${token}x`, weight: -0.9 + 0.08 * i })),
      histogram: madeHistogram(-1, 1.4, 40, x => 90 * x ** 3 * (1 - x) ** 3 * 64),
    },
    associations: [
      {
        label: "node: UpdateExpression",
        family: "syntax",
        precision: 0.91,
        recall: 0.62,
        f1: 0.74,
        lift: 38,
        tokenF1: 0.7,
        positives: 15_321,
        low: 0.71,
        high: 0.77,
      },
      {
        label: "iteration 2",
        family: "run",
        precision: 0.41,
        recall: 0.22,
        f1: 0.29,
        lift: 2.1,
        tokenF1: 0.31,
        positives: 21_321,
      },
      { label: "branch taken", family: "run", precision: 0.5, recall: 0.1, f1: 0.17, positives: 4021 },
    ],
  };
}

/** Everything a code page can show. */
export function madeCode(k = 8, each = 4): CodeFigureData {
  const { model, facts, activations, logits, associations } = madeFeature(1);
  return {
    model,
    dictionary: "codebook-attn-mlp",
    at: "attn_preproj",
    layer: 1,
    head: 3,
    code: 407,
    codes: 1024,
    k,
    tokens: 1_000_000,
    ranks: Array.from({ length: k }, (_, rank) => 4000 - 400 * rank),
    state: "live",
    facts,
    search: {
      query: "node = ForStatement > update",
      matches: 2210,
      hits: 2100,
      precision: 0.981,
      recall: 0.95,
    },
    bands: madeBands(each, k),
    similarities: activations,
    logits,
    associations,
    similar: [
      { code: 11, cosine: 0.71, firings: 220 },
      { code: 900, cosine: 0.55 },
    ],
  };
}
