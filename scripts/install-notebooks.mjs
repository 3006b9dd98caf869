// Installs what notebooks/ runs on (tslab, in a folder of its own: it replaces tsc beside TypeScript), unless it is
// there already as its lockfile says. `npm test` calls it, so that one command tests everything.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../notebooks");

/** Versions by path, without the link to this package (its own dependencies may change) and what is for other systems. */
function versions(lockfile) {
  if (!existsSync(lockfile)) return undefined;
  const { packages } = JSON.parse(readFileSync(lockfile, "utf8"));
  const named = Object.entries(packages).filter(
    ([path, { optional }]) => path.startsWith("node_modules/") && !optional,
  );
  return JSON.stringify(named.map(([path, { version }]) => [path, version]).sort());
}

const wanted = versions(join(folder, "package-lock.json"));
if (versions(join(folder, "node_modules/.package-lock.json")) !== wanted) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("notebooks: tslab could not be installed; the tests of the kernel will say why they skip");
  }
}
