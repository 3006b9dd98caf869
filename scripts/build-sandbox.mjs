// Builds dist/sandbox.cjs: the child process, with the code of the realm inside as text.
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

const { outputFiles } = await build({
  ...shared,
  entryPoints: ["src/trace/sandbox/child.ts"],
  platform: "node",
  format: "cjs",
  banner: { js: '"use strict";' },
  define: { __REALM_TEXT__: JSON.stringify(await realmText()) },
});
mkdirSync(join(root, "dist"), { recursive: true });
const path = join(root, "dist", "sandbox.cjs");
const part = `${path}.${process.pid}.part`;
writeFileSync(part, outputFiles[0].text);
renameSync(part, path);
