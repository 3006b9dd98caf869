// The view of logits: time to build, bytes, and time until Chromium has painted it, by number of tokens.
//
//   node scripts/build.mjs --no-types && node bench/logitsView.mjs
//
// Real tokens of public vocabularies (tiktoken) over a program of functions with loops and branches, made-up probabilities of the
// shape real ones have, five alternatives a token. Targets: 500 tokens built in 50 ms, at most 60 KB and 60 bytes a token, painted
// in 100 ms; 5,000 tokens in 200 ms and 1 MB.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { get_encoding } from "tiktoken";
import { align, logitsFigure, parse, tokenSpans } from "../dist/index.mjs";
import { cpu, median } from "./measure.mjs";

const functions = count =>
  Array.from(
    { length: count },
    (_, i) => `def step_${i}(values, limit=${i * 7 + 3}):
    total = 0
    for index, value in enumerate(values):
        if value % ${(i % 9) + 2} == 0 and total < limit:
            total += value * index
        elif value < 0:
            raise ValueError(f"negative at {index}: {value}")
        else:
            total -= ${i}
    return [total, max(values), "done ${i}"]


`,
  ).join("");

/** Park and Miller's generator: the same numbers in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function scored(text, encoding) {
  const vocabulary = get_encoding(encoding);
  const ids = Int32Array.from(vocabulary.encode(text, [], []));
  const bytes = Array.from(ids, id => vocabulary.decode_single_token_bytes(id));
  const next = random(7);
  const logprobs = new Float64Array(ids.length);
  const entropies = new Float64Array(ids.length);
  const ranks = new Int32Array(ids.length);
  const alternatives = [];
  for (let t = 0; t < ids.length; t++) {
    const p =
      t === 0
        ? Number.NaN
        : Math.min(0.9995, next() < 0.55 ? 1 - 0.2 * next() ** 3 : Math.max(1e-7, next() ** 2.2));
    logprobs[t] = Math.log(p);
    entropies[t] = -p * Math.log(p) + 2 * (1 - p);
    const list = [];
    let rest = 1 - p;
    for (let k = 0; t > 0 && k < 5; k++) {
      const part = rest * (0.3 + 0.5 * next());
      list.push({
        id: 100_000 + k,
        bytes: bytes[Math.floor(next() * bytes.length)],
        logprob: Math.log(part),
      });
      rest -= part;
    }
    list.sort((a, b) => b.logprob - a.logprob);
    ranks[t] = t === 0 ? 0 : 1 + list.filter(other => other.logprob > logprobs[t]).length;
    alternatives.push(list);
  }
  return {
    text,
    spans: tokenSpans(text, bytes),
    ids,
    logprobs,
    entropies,
    ranks,
    alternatives,
    model: "made up",
  };
}

/** Median CPU and wall time of a step, ms. */
function timed(run, times) {
  const wall = [];
  const used = [];
  for (let i = 0; i < times; i++) {
    const [start, before] = [performance.now(), cpu().host];
    run();
    wall.push(performance.now() - start);
    used.push(cpu().host - before);
  }
  return { wall: median(wall), cpu: median(used) };
}

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = existsSync(chromium)
  ? await (await import("playwright-core")).chromium.launch({
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-gpu"],
    })
  : undefined;
const folder = mkdtempSync(join(tmpdir(), "tracebook-bench-"));

/** Time from the start of the navigation to the first paint, work of the script, and a repaint of all tokens by the slider, ms; medians of five. */
async function painted(file) {
  const rows = [];
  for (let i = 0; i < 5; i++) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    await page.goto(`file://${file}`);
    rows.push(
      await page.evaluate(`(async () => {
        const paint = await new Promise(done => new PerformanceObserver((list, self) => {
          const found = list.getEntriesByName("first-contentful-paint")[0];
          if (found) { self.disconnect(); done(found.startTime); }
        }).observe({ type: "paint", buffered: true }));
        const { domInteractive, responseEnd } = performance.getEntriesByType("navigation")[0];
        const slider = document.querySelector("input[type=range]"), start = performance.now();
        if (slider) { slider.value = 3; slider.dispatchEvent(new Event("input")); document.body.offsetHeight; }
        await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        return { paint: paint - responseEnd, parsed: domInteractive - responseEnd, repaint: performance.now() - start };
      })()`),
    );
    await page.close();
  }
  return Object.fromEntries(
    ["paint", "parsed", "repaint"].map(name => [name, median(rows.map(row => row[name]))]),
  );
}

if (browser !== undefined) {
  // What Chromium takes on this machine for next to nothing.
  const empty = join(folder, "empty.html");
  writeFileSync(empty, "<!doctype html><meta charset=utf-8><p>hello");
  const { paint } = await painted(empty);
  console.log(`first paint of an empty page: ${paint.toFixed(0)} ms`);
}
console.log(
  "tokens  vocabulary    build wall  cpu ms       bytes  limit      first paint  parsed+script  repaint ms",
);
for (const [count, encoding] of [
  [3, "gpt2"],
  [6, "o200k_base"],
  [33, "gpt2"],
  [55, "o200k_base"],
]) {
  const source = functions(count);
  const aligned = align(parse(source, { language: "python", file: "bench.py" }), scored(source, encoding));
  const tokens = aligned.scored.ids.length;
  const make = () => logitsFigure(aligned, { source: "bench.py" }).toHTML();
  for (let i = 0; i < 5; i++) make();
  const { wall, cpu: used } = timed(make, 9);
  const figure = logitsFigure(aligned, { source: "bench.py" });
  const bytes = Buffer.byteLength(figure.toHTML());
  const limit = tokens < 1000 ? 60_000 + 60 * tokens : 1_000_000;
  const file = join(folder, `${tokens}.html`);
  writeFileSync(file, figure.toPage());
  const times = browser === undefined ? undefined : await painted(file);
  const shown =
    times === undefined
      ? "no Chromium"
      : `${times.paint.toFixed(0).padStart(11)} ${times.parsed.toFixed(0).padStart(14)} ${times.repaint.toFixed(0).padStart(11)}`;
  console.log(
    `${String(tokens).padStart(6)}  ${encoding.padEnd(12)} ${wall.toFixed(1).padStart(11)} ${used.toFixed(1).padStart(7)} ${String(bytes).padStart(11)} ${String(limit).padStart(8)} ${shown}`,
  );
}
await browser?.close();
rmSync(folder, { recursive: true });
