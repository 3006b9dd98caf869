import { loadDataset } from "../../../src/datasets/loadDataset.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { trace } from "../../../src/trace/trace.js";

/** Loops, recursion, objects, a caught exception, a closure. */
export const SYNC = `class Stack {
  #items = [];
  push(item) {
    this.#items.push(item);
    return this.#items.length;
  }
}
function depth(tree) {
  if (tree === null) return 0;
  return 1 + Math.max(depth(tree.left), depth(tree.right));
}
function run(limit) {
  const stack = new Stack();
  let total = 0;
  for (let i = 0; i < limit; i++) {
    total += stack.push({ i, odd: i % 2 === 1 });
  }
  try {
    if (total > 2) throw new RangeError("too many");
  } catch (error) {
    total = -total;
  }
  const tree = { left: { left: null, right: null }, right: null };
  const add = n => n + total;
  return [add(depth(tree)), tree.right ?? "none"];
}
`;

/** Two tasks that sleep and meet, printing on the way. */
export const ASYNC = `const log = [];
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
async function task(name, ms) {
  log.push(name);
  await sleep(ms);
  log.push(name.toUpperCase());
  return ms;
}
async function main() {
  const times = await Promise.all([task("a", 30), task("b", 10)]);
  console.log(log.join(" "));
  return times;
}
`;

/** A program of the data set, with a call. */
function traceOwn(id: string, call: string): Promise<Trace> {
  const { source, file, language } = loadDataset("tracebook-js").programs.find(p => p.id === id)!;
  return trace(source, { file, language, call });
}

/** Loops of one line that have many states, in JavaScript and TypeScript. */
export const traceDrip = (): Promise<Trace> => traceOwn("functions/drip-hours", "drain(20, 3)");
export const traceCheck = (): Promise<Trace> => traceOwn("strings/check-letter", 'check("BK-1024")');
export const traceSync = (): Promise<Trace> => trace(SYNC, { file: "sync.js", call: "run(2)" });
export const traceAsync = (): Promise<Trace> => trace(ASYNC, { file: "async.js", call: "main()" });
