// Builds dist/: one CommonJS bundle with a thin .mjs, the command line, the sandbox child, the kernel, and one index.d.ts.
//
//   node scripts/build.mjs             everything
//   node scripts/build.mjs --no-types  without index.d.ts, for quick inner loops
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const withTypes = !process.argv.includes("--no-types");

// What package.json lists as a dependency is installed beside us and stays outside; the rest is inlined.
const external = Object.keys({
  ...manifest.dependencies,
  ...manifest.optionalDependencies,
  ...manifest.peerDependencies,
});

/** The bundles know where they are through `__filename`: CommonJS has no `import.meta.url`. */
const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  absWorkingDir: root,
  external,
  // `await import("x")` becomes a lazy `require`, which also works where vm contexts refuse import().
  supported: { "dynamic-import": false },
  define: { "import.meta.url": "__bundleUrl" },
  loader: { ".txt": "text", ".css": "text", ".py": "text" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};
const url = 'const __bundleUrl = require("node:url").pathToFileURL(__filename).href;';

/** The command line reaches the library as `../index.js`; it is loaded when a command runs, not for `--help`. */
const lazyLibrary = {
  name: "lazy-library",
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\/(\.\.\/)?index\.js$/ }, ({ importer }) =>
      // Packages that are inlined have an index.js of their own.
      importer.includes("node_modules") ? undefined : { path: "./index.cjs", external: true },
    );
  },
};

/** Chart.js is shipped for pages; drawing on the server takes the same file instead of another copy. */
const shippedChart = {
  name: "shipped-chart",
  setup(builder) {
    builder.onResolve({ filter: /^chart\.js$/ }, () => ({ path: "./chart.umd.min.js", external: true }));
  },
};

/** Writes `dist/name` by rename, so that a build running beside us never shows half a file. */
function put(name, text, mode) {
  const path = join(dist, name);
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text);
  if (mode) chmodSync(part, mode);
  renameSync(part, path);
}

/** Bundles one entry point and returns esbuild's account of what went in. */
async function bundle(entry, name, options = {}) {
  const result = await build({
    ...shared,
    entryPoints: [entry],
    outfile: join(dist, name),
    write: false,
    ...options,
  });
  put(name, result.outputFiles[0].text, options.mode);
  return result.metafile;
}

/** Runs a script of ours with this Node. */
function run(script) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "scripts", script)], { cwd: root, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", code =>
      code === 0 ? resolve() : reject(new Error(`scripts/${script} ended with ${code}`)),
    );
  });
}

const version = { "process.env.TRACEBOOK_VERSION": JSON.stringify(manifest.version) };
mkdirSync(dist, { recursive: true });
const types = withTypes ? run("build-types.mjs") : Promise.resolve();
types.catch(() => {});
const sandbox = existsSync(join(root, "scripts/build-sandbox.mjs"))
  ? run("build-sandbox.mjs")
  : Promise.resolve();
sandbox.catch(() => {});

const define = { ...shared.define, ...version };
const metafiles = await Promise.all([
  bundle("src/index.ts", "index.cjs", { define, banner: { js: url }, plugins: [shippedChart] }),
  bundle("src/cli/main.ts", "cli.cjs", {
    define,
    banner: { js: `#!/usr/bin/env node\n${url}` },
    plugins: [lazyLibrary],
  }).then(metafile => {
    chmodSync(join(dist, "cli.cjs"), 0o755);
    return metafile;
  }),
  bundle("src/notebook/kernel/main.ts", "kernel.cjs", { define, banner: { js: url } }),
]);
await sandbox;

// One instance of state and classes for ESM users: the .mjs only names what the bundle exports.
const names = Object.keys(require(join(dist, "index.cjs"))).sort();
put(
  "index.mjs",
  `import library from "./index.cjs";\nexport const {\n  ${names.join(",\n  ")},\n} = library;\n`,
);
// Pages carry it inline; it is read when a chart is drawn.
const chartLibrary = "node_modules/chart.js/dist/chart.umd.min.js";
put("chart.umd.min.js", readFileSync(join(root, chartLibrary), "utf8"));
put("THIRD-PARTY-LICENSES.txt", thirdPartyNotices(root, metafiles, [chartLibrary]));
await types;
