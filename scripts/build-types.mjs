// dist/index.d.ts: one declaration file in which every type reachable from a public signature is exported by
// name (a notebook cell that stores a value of an unnamed type does not run, see scripts/check-types-504.mjs).
//
// dts-bundle-generator asks of every declaration it has loaded who uses it, which takes minutes once the types of
// Node, zod and d3 are among them. So it is given our own declarations only: TypeScript writes one per file, and
// their imports from packages are dropped. No public type may need one; the check finds any that does.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { generateDtsBundle } from "dts-bundle-generator";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Writes the declarations of every file the library is made of into a folder. */
function emitDeclarations(folder) {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    // Types are checked by `npm run check`; here they are only written down.
    { noEmit: false, emitDeclarationOnly: true, noCheck: true, isolatedDeclarations: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: diagnostic => console.error(diagnostic.messageText) },
  );
  const program = ts.createProgram([join(root, "src/index.ts")], parsed.options);
  program.emit(
    undefined,
    (name, text) => {
      const path = join(folder, relative(root, name));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text.replace(/^import [^;]* from "(?!\.)[^"]*";$/gm, ""));
    },
    undefined,
    true,
  );
}

const folder = mkdtempSync(join(tmpdir(), "tracebook-declarations-"));
try {
  emitDeclarations(folder);
  const config = join(folder, "tsconfig.json");
  const compilerOptions = {
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2022"],
    types: [],
    strict: true,
    skipLibCheck: true,
    noCheck: true,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ["src/index.d.ts"] }));
  const [text] = generateDtsBundle(
    [{ filePath: join(folder, "src/index.d.ts"), output: { noBanner: true, exportReferencedTypes: true } }],
    { preferredConfigPath: config },
  );
  mkdirSync(join(root, "dist"), { recursive: true });
  const path = join(root, "dist/index.d.ts");
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
