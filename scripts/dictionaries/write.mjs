// Reads the dictionaries of a folder of test data and writes each in the layouts of SAELens and circuit-tracer, for check.py:
//   node scripts/dictionaries/write.mjs <data> <out>
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDictionary, writeCircuitTracer, writeSaelens } from "../../dist/index.mjs";

const [data, out] = process.argv.slice(2);
const goldens = JSON.parse(await readFile(join(data, "goldens.json"), "utf8"));
const places = {
  ...Object.fromEntries(
    Object.keys(goldens)
      .filter(name => name.startsWith("saelens/"))
      .map(name => [name, name]),
  ),
  "dunefsky/transcoder": "dunefsky/transcoder.pt",
  "gemma-scope-2b-pt-res": "gemma-scope-2b-pt-res",
  "gemma-scope-2b-pt-transcoders": "gemma-scope-2b-pt-transcoders",
  "gemma-scope-2/transcoder": "gemma-scope-2/transcoder",
  "sparsify/layers.2": "sparsify/layers.2",
};
for (const [name, path] of Object.entries(places)) {
  const [dictionary] = await readDictionary(join(data, path), { normScale: 1.7 });
  const folder = join(out, "saelens", name.replaceAll("/", " "));
  await mkdir(folder, { recursive: true });
  await writeSaelens(dictionary, folder);
  await writeFile(join(folder, "case.txt"), name);
}
for (const kind of ["relu", "jumprelu-skip", "clt"]) {
  await writeCircuitTracer(
    await readDictionary(join(data, "circuit-tracer", kind)),
    join(out, "circuit-tracer", kind),
  );
}
