// Builds the tracer from a copy of the sources in which one place may be changed.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What the suite uses of the library. */
const entry = [
  'export { loadDataset } from "./src/datasets/loadDataset.js";',
  'export { equalValues } from "./src/trace/derive/equalValues.js";',
  'export { ownerOf } from "./src/trace/derive/Facts.js";',
  'export { frames } from "./src/trace/derive/frames.js";',
  'export { literal } from "./src/trace/derive/literal.js";',
  'export { outcomeValue } from "./src/trace/derive/outcomeValue.js";',
  'export { Replay } from "./src/trace/derive/Replay.js";',
  'export { events } from "./src/trace/format/events.js";',
  'export { Kind, Tag } from "./src/trace/format/Kind.js";',
  'export { idOf, kindOf, rowGroups, tagOf } from "./src/trace/format/rowGroups.js";',
  'export { closePool, trace } from "./src/trace/trace.js";',
].join("\n");

/** Copies the sources once, so that edits in the checkout do not reach a run under way. Gives the folder. */
export function copySources() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "tracebook-mutants-")));
  for (const name of ["src", "datasets", "traces", "test/corpus", "package.json"]) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "entry.ts"), entry);
  return folder;
}

/** Text of the mutant's file with its change; throws unless the place occurs exactly once. */
export function mutated(folder, { id, file, find, replace }) {
  const text = readFileSync(join(folder, file), "utf8");
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(`${id}: the text to replace occurs ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}

/** Builds library and sandbox of one mutant (none: of the sources as they are) into `folder/built/<id>`; gives the library's path. */
export async function buildMutant(folder, mutant) {
  const out = join(folder, "built", mutant?.id ?? "original");
  mkdirSync(join(out, "dist"), { recursive: true });
  // The library looks for the sandbox from where it lies upward to the package's manifest.
  writeFileSync(join(out, "package.json"), '{"name":"tracebook"}');
  symlinkSync(join(root, "node_modules"), join(out, "node_modules"));
  symlinkSync(join(folder, "datasets"), join(out, "datasets"));
  const change = {
    name: "change",
    setup(builder) {
      if (mutant === undefined) return;
      const contents = mutated(folder, mutant);
      const path = join(folder, mutant.file);
      builder.onLoad({ filter: /\.ts$/ }, args =>
        args.path === path ? { contents, loader: "ts" } : undefined,
      );
    },
  };
  const shared = {
    absWorkingDir: folder,
    bundle: true,
    write: false,
    target: "node20",
    legalComments: "none",
    logLevel: "silent",
    plugins: [change],
  };
  const text = async options => (await build({ ...shared, ...options })).outputFiles[0].text;
  const realm = await text({
    entryPoints: ["src/trace/javascript/realm/realm.ts"],
    format: "iife",
    globalName: "tracebookRealm",
  });
  const realmText = `(function(tracebookHost,tracebookSloppy){"use strict";${realm};return tracebookRealm.realm})`;
  const [sandbox, library] = await Promise.all([
    text({
      entryPoints: ["src/trace/sandbox/child.ts"],
      platform: "node",
      format: "cjs",
      banner: { js: '"use strict";' },
      define: { __REALM_TEXT__: JSON.stringify(realmText) },
    }),
    text({
      entryPoints: ["entry.ts"],
      platform: "node",
      format: "cjs",
      packages: "external",
      banner: { js: 'const __bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
      define: { "import.meta.url": "__bundleUrl" },
      supported: { "dynamic-import": false },
      loader: { ".txt": "text", ".py": "text" },
    }),
  ]);
  writeFileSync(join(out, "dist", "sandbox.cjs"), sandbox);
  const path = join(out, "dist", "library.cjs");
  writeFileSync(path, library);
  return path;
}
