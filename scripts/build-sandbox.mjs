// Builds dist/sandbox.cjs, the process JavaScript runs in, with the code of the realm inside as text, and
// dist/pyodide.cjs, the one Python runs in.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const shared = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  target: "node20",
  legalComments: "none",
  loader: { ".py": "text" },
};

/** The realm's code: a function of what the child gives it. Strict, and nothing of it is global. */
async function realmText() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ["src/trace/javascript/realm/realm.ts"],
    format: "iife",
    globalName: "tracebookRealm",
    minifyWhitespace: true,
  });
  return `(function(tracebookHost,tracebookSloppy){"use strict";${outputFiles[0].text};return tracebookRealm.realm})`;
}

/** Writes `dist/name` by rename: who starts a child meanwhile finds a whole file. */
function put(name, text) {
  const path = join(root, "dist", name);
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
}

/** One child process. */
async function child(entry, name, options) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [entry],
    platform: "node",
    banner: { js: '"use strict";' },
    ...options,
  });
  put(name, outputFiles[0].text);
}

mkdirSync(join(root, "dist"), { recursive: true });
await Promise.all([
  child("src/trace/sandbox/child.ts", "sandbox.cjs", {
    format: "cjs",
    define: { __REALM_TEXT__: JSON.stringify(await realmText()) },
  }),
  child("src/trace/python/pyodide/child.ts", "pyodide.cjs", { format: "cjs" }),
]);
