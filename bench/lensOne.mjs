// One step of bench/lens.mjs in a process of its own; prints JSON. Steps: graph (writes model.onnx beside the weights), load, ort,
// memory.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ids, kinds } from "./lens.mjs";

const require = createRequire(import.meta.url);
const [step, folder, threads = "2", kind = "plain", tokens = "128"] = process.argv.slice(2);
const file = join(folder, "model.onnx");
const ort = require("onnxruntime-node");
const { create } = ort.InferenceSession;

function used() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const steps = {
  /** The graph we make, as a file: its weights stay where they lie. */
  async graph() {
    ort.InferenceSession.create = (bytes, options) => {
      writeFileSync(file, bytes);
      return create.call(ort.InferenceSession, bytes, options);
    };
    const model = await require("../dist/index.cjs").openLocalModel(folder);
    await model.run([1]);
    return {};
  },
  async load() {
    const lib = require("../dist/index.cjs");
    let made;
    ort.InferenceSession.create = async (bytes, options) => {
      const session = await create.call(ort.InferenceSession, bytes, options);
      made = { at: performance.now(), cpu: used() };
      return session;
    };
    const start = { at: performance.now(), cpu: used() };
    const model = await lib.openLocalModel(folder, { threads: +threads });
    await model.run([1]);
    return { ms: made.at - start.at, cpu: made.cpu - start.cpu };
  },
  async ort() {
    const start = { at: performance.now(), cpu: used() };
    await create.call(ort.InferenceSession, file, { intraOpNumThreads: +threads });
    return { ms: performance.now() - start.at, cpu: used() - start.cpu };
  },
  async memory() {
    const model = await require("../dist/index.cjs").openLocalModel(folder, { threads: +threads });
    const { logits, hooks } = await model.run(ids(+tokens), kinds[kind]);
    const arrays = new Set([logits.data, ...[...hooks.values()].map(({ data }) => data)]);
    const outputs = [...arrays].reduce((sum, { byteLength }) => sum + byteLength, 0);
    const peak = 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
    return { peak, outputs };
  },
};

console.log(JSON.stringify(await steps[step]()));
