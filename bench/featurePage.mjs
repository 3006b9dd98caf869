// The page of a feature: time to build it, bytes, and time until Chromium has painted it, beside an empty page.
//
//   node scripts/build.mjs --no-types && node bench/featurePage.mjs
//
// 20 examples of programs of the embedded family in the first band and 5 in each of 5 more, about a quarter of the tokens painted,
// the node of the peak framed; two histograms, 20 logit weights, 12 labels. Target: painted within 100 ms after the response beyond
// what an empty page takes, at most 300 KB. The page of features on source is measured beside it.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { featureFigure, featuresOnSourceFigure, parse } from "../dist/index.mjs";
import { cpu, median } from "./measure.mjs";

/** Park and Miller's generator: the same numbers in every run. */
function random(seed) {
  let state = seed;
  return below => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function program(draw) {
  const name = () => "abcd"[draw(4)];
  return `function f(a, b) {
  let c = ${draw(10)}, d = "n";
  for (let i = 0; i < ${2 + draw(3)}; i++) {
    if (${name()} > ${draw(9)}) {
      [a, b] = [b, a];
    } else {
      c += 1;
    }
  }
  while (${name()} < 3) {
    d = m[${name()}];
  }
  return ${name()};
}
`;
}

const WORDS = /\n? *(?:\w+|[^\w\s]+)/g;

function example(seed, most) {
  const draw = random(seed + 1);
  const text = program(draw);
  const tokens = [...text.matchAll(WORDS)]
    .filter(() => draw(4) === 0)
    .map(({ index, 0: word }) => ({
      start: index,
      end: index + word.length,
      value: (most * (1 + draw(99))) / 100,
    }));
  const peak = draw(tokens.length);
  tokens[peak].value = most;
  const { end } = tokens[peak];
  const around = parse(text, { file: "p.js" }).nodes.filter(
    node => node.start < end && end <= node.end && !/^(?:Punctuator|Keyword)$/.test(node.type),
  );
  const node = around.reduce((a, b) => (b.end - b.start <= a.end - a.start ? b : a));
  return {
    program: `p${seed}.js`,
    text,
    firstLine: 1,
    tokens,
    peak,
    node: { type: node.type, start: node.start, end: node.end },
    state: `step iteration: ${1 + draw(4)}, slot: c`,
  };
}

const bands = [20, 5, 5, 5, 5, 5].map((count, b) => ({
  name: b === 0 ? "strongest" : `interval ${6 - b} of 5`,
  from: 7 - b,
  to: 8 - b,
  firings: 50 * 4 ** b,
  examples: Array.from({ length: count }, (_, i) => example(100 * b + i, 8 - b - i * 0.04)),
}));
const histogram = (from, to) => ({
  edges: Array.from({ length: 41 }, (_, i) => from + ((to - from) * i) / 40),
  counts: Array.from({ length: 40 }, (_, i) => (40 - i) ** 3),
});
const data = {
  dictionary: "transcoder of layer 2",
  kind: "transcoder",
  layer: 2,
  feature: 143,
  features: 4096,
  tokens: 1_000_000,
  firings: 68_250,
  max: 8,
  state: "live",
  bands,
  activations: histogram(0, 8),
  logits: {
    top: Array.from({ length: 20 }, (_, i) => ({ token: ` t${i}`, weight: 2 - i / 20 })),
    bottom: Array.from({ length: 20 }, (_, i) => ({ token: ` u${i}`, weight: -2 + i / 20 })),
    histogram: histogram(-2, 2),
  },
  associations: Array.from({ length: 12 }, (_, i) => ({
    label: `node: Type${i}`,
    precision: 0.9 - i / 20,
    recall: 0.5,
    f1: 0.6 - i / 40,
    lift: 12 - i,
    tokenF1: 0.4,
    positives: 1000 * (i + 1),
  })),
};

const text = Array.from({ length: 60 }, (_, i) => `@3 k=${i + 1} 4 7 3 0 T`).join("\n");
const tokens = [...text.matchAll(/\n?\S+| \S+/g)].map(({ index, 0: word }) => [index, index + word.length]);
const draw = random(7);
const onSource = {
  program: "p.js",
  call: "f(1, 2)",
  text,
  tokens,
  lines: [{ line: 3, start: 0, end: 20 }],
  steps: [...text.matchAll(/@.*/g)].map(({ index, 0: row }, i) => ({
    line: 3,
    iteration: i + 1,
    start: index,
    end: index + row.length,
  })),
  features: Array.from({ length: 200 }, (_, f) => ({
    name: `L${f % 4} #${f}`,
    firings: tokens.flatMap((_token, t) => (draw(4) === 0 ? [[t, (1 + draw(99)) / 10]] : [])),
  })),
};

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = existsSync(chromium)
  ? await (await import("playwright-core")).chromium.launch({
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-gpu"],
    })
  : undefined;
const folder = mkdtempSync(join(tmpdir(), "tracebook-bench-"));

/**
 * Time from the response to the first paint and to the end of the page's own script, and what the page's main thread computed
 * until then, which a busy machine does not stretch; ms, medians of nine.
 */
async function painted(file) {
  const rows = [];
  for (let i = 0; i < 9; i++) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(`file://${file}`);
    const times = await page.evaluate(`(async () => {
      const paint = await new Promise(done => new PerformanceObserver((list, self) => {
        const found = list.getEntriesByName("first-contentful-paint")[0];
        if (found) { self.disconnect(); done(found.startTime); }
      }).observe({ type: "paint", buffered: true }));
      const { domInteractive, responseEnd } = performance.getEntriesByType("navigation")[0];
      return { paint: paint - responseEnd, parsed: domInteractive - responseEnd };
    })()`);
    const { metrics } = await session.send("Performance.getMetrics");
    rows.push({ ...times, cpu: 1000 * metrics.find(({ name }) => name === "TaskDuration").value });
    await page.close();
  }
  return Object.fromEntries(
    ["paint", "parsed", "cpu"].map(name => [name, median(rows.map(row => row[name]))]),
  );
}

try {
  let empty;
  if (browser === undefined) console.log("no Chromium: only building is measured");
  else {
    const file = join(folder, "empty.html");
    writeFileSync(file, "<!doctype html><meta charset=utf-8><p>hello");
    await painted(file);
    empty = await painted(file);
    console.log(
      `empty page: first paint ${empty.paint.toFixed(0)} ms, main thread ${empty.cpu.toFixed(0)} ms`,
    );
  }
  console.log(
    "page                build cpu ms     bytes  first paint  beyond empty  main thread  beyond empty  parsed+script ms",
  );
  for (const [name, make] of [
    ["feature", () => featureFigure(data)],
    ["features on source", () => featuresOnSourceFigure(onSource)],
  ]) {
    for (let i = 0; i < 3; i++) make().toPage();
    const used = [];
    for (let i = 0; i < 7; i++) {
      const before = cpu().host;
      make().toPage();
      used.push(cpu().host - before);
    }
    const page = make().toPage();
    const file = join(folder, `${name}.html`);
    writeFileSync(file, page);
    const numbers = [median(used), Buffer.byteLength(page)];
    if (empty !== undefined) {
      const { paint, parsed, cpu: own } = await painted(file);
      numbers.push(paint, paint - empty.paint, own, own - empty.cpu, parsed);
    }
    const cells = numbers.map((value, i) => value.toFixed(0).padStart([12, 9, 12, 13, 12, 13, 17][i]));
    console.log(`${name.padEnd(19)} ${cells.join(" ")}`);
  }
} finally {
  await browser?.close();
  rmSync(folder, { recursive: true });
}
