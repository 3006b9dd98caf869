// One measurement of bench/features.mjs: `index FOLDER` builds, opens and reads an index, `loop FOLDER` is what it is compared with.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildFiringIndex, openFiringIndex } from "../dist/index.mjs";

const TOKENS = 1_000_000;
const UNITS = 4096;
const TEXT = 400;
/** Features measured by the loop: all of them take the same time. */
const FEATURES = 16;

/**
 * Firings of one text, made up: 16 a token on average, features of very different rarity (Zipf), the same for the same text. Making them is the
 * forward pass of this bench: its time is taken off.
 */
function blockOf(text, tokens) {
  let state = (text * 2654435761 + 12345) >>> 0;
  const random = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const offsets = new Uint32Array(tokens + 1);
  const indices = [];
  const values = [];
  for (let t = 0; t < tokens; t++) {
    const count = 8 + Math.floor(random() * 17);
    const own = new Set();
    while (own.size < count)
      own.add(
        Math.floor(UNITS ** random()) - 1 + Math.floor(random() * (UNITS / 16)) * (random() < 0.5 ? 1 : 0),
      );
    for (const unit of own) {
      if (unit >= UNITS) continue;
      indices.push(unit);
      values.push(random() + 0.01);
    }
    offsets[t + 1] = indices.length;
  }
  return { offsets, indices: Uint32Array.from(indices), values: Float32Array.from(values) };
}

function memory() {
  if (!existsSync("/proc/self/status")) return process.memoryUsage().rss;
  const status = readFileSync("/proc/self/status", "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)[1]) * 1024;
}

async function index(folder) {
  const path = join(folder, "index");
  const about = {
    model: "0".repeat(64),
    dictionary: "0".repeat(64),
    corpus: "0".repeat(64),
    tokens: TOKENS,
    groups: [{ name: "blocks.0.hook_mlp_out", kind: "feature", units: UNITS }],
  };
  const base = memory();
  let making = 0;
  const start = performance.now();
  const made = await buildFiringIndex(path, about, async function* (from) {
    for (let t = from; t < TOKENS; t += TEXT) {
      const before = performance.now();
      const block = blockOf(t / TEXT, Math.min(TEXT, TOKENS - t));
      making += performance.now() - before;
      yield block;
    }
  });
  const seconds = (performance.now() - start - making) / 1000;
  const peak = memory();
  const { firings, units } = made;
  await made.close();
  const opening = performance.now();
  const opened = await openFiringIndex(path);
  const openMs = performance.now() - opening;
  const times = [];
  for (let i = 0; i < 501; i++) {
    const before = performance.now();
    await opened.unit((i * 8191) % UNITS);
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  await opened.close();
  return {
    tokens: TOKENS,
    units,
    firings,
    seconds,
    base,
    peak,
    bytes: statSync(path).size,
    openMs,
    unitMs: times[250],
  };
}

/** The straight way: all firings token by token in memory, and for each feature one pass over them. */
function loop() {
  const blocks = [];
  for (let t = 0; t < TOKENS; t += TEXT) blocks.push(blockOf(t / TEXT, Math.min(TEXT, TOKENS - t)));
  const start = performance.now();
  let found = 0;
  for (let feature = 0; feature < FEATURES; feature++) {
    const unit = (feature * 251) % UNITS;
    const positions = [];
    const values = [];
    let first = 0;
    for (const { offsets, indices, values: own } of blocks) {
      for (let t = 0; t + 1 < offsets.length; t++)
        for (let i = offsets[t]; i < offsets[t + 1]; i++)
          if (indices[i] === unit) {
            positions.push(first + t);
            values.push(own[i]);
          }
      first += offsets.length - 1;
    }
    found += positions.length;
  }
  const seconds = (performance.now() - start) / 1000;
  return { features: FEATURES, found, secondsAll: (seconds / FEATURES) * UNITS };
}

const [mode, folder] = process.argv.slice(2);
console.log(JSON.stringify(mode === "index" ? await index(folder) : loop()));
