import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { folder } from "./models.js";

it("without onnxruntime-node, a process is told the command that installs it", async () => {
  // A bundle outside of this repository, from where the package cannot be found.
  const place = await mkdtemp(join(tmpdir(), "tracebook-absent-"));
  try {
    const entry = fileURLToPath(new URL("../../../src/lens/session/openLocalModel.ts", import.meta.url));
    const outfile = join(place, "session.cjs");
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      external: ["onnxruntime-node"],
      supported: { "dynamic-import": false },
      define: { "import.meta.url": "__bundleUrl" },
      banner: { js: 'const __bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
      loader: { ".py": "text", ".txt": "text", ".css": "text" },
      logLevel: "silent",
    });
    const program = `require(${JSON.stringify(outfile)}).openLocalModel(${JSON.stringify(folder("llama"))}).catch(error => console.log(error.name + " " + error.message))`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], { cwd: place });
    expect(stdout.trim()).toBe(
      "SourceError onnxruntime-node: local models run on ONNX Runtime, which is not installed; run: npm install onnxruntime-node --onnxruntime-node-install=skip",
    );
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}, 60_000);
