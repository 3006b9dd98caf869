import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, posix, relative, resolve, sep } from "node:path";

/** A file the program names: its path below the program's folder, and its text. */
export interface FoundModule {
  readonly file: string;
  readonly source: string;
}

/** Why a specifier leads to no file. */
export interface MissingModule {
  readonly missing: string;
}

/** Finds what a specifier stands for. `from` is the `file` of the module that names it. */
export type ModuleSource = (specifier: string, from: string) => FoundModule | MissingModule;

const EXTENSIONS = ["", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".json", "/index.js", "/index.ts"];

/** Modules given as texts: path → source, relative to the main file's folder. */
export function modulesInMemory(files: Readonly<Record<string, string>>): ModuleSource {
  return (specifier, from) => {
    if (!isRelative(specifier)) return { missing: notOffered(specifier) };
    const path = posix.normalize(posix.join(posix.dirname(from), specifier));
    for (const extension of EXTENSIONS) {
      const source = files[path + extension] ?? files[`./${path}${extension}`];
      if (source !== undefined) return { file: path + extension, source };
    }
    return { missing: `there is no file ${path} beside the program` };
  };
}

/**
 * Modules on disk: files of the program's own folder (and below), and the packages the user lists by name, with
 * what those packages need themselves.
 *
 * @param folder of the main file.
 * @param listed package names; each may be `name=path`.
 */
export function modulesOnDisk(folder: string, listed: readonly string[] = []): ModuleSource {
  const root = resolve(folder);
  const packages = new Map(listed.map(name => [name.split("=")[0], name.split("=")[1]] as const));
  // Files outside the folder are known by their absolute path; a relative specifier in them stays inside their package.
  const inside = (file: string): boolean =>
    !resolve(root, file).startsWith(root + sep) || file.includes("node_modules/");
  return (specifier, from) => {
    const at = resolve(root, from);
    if (isRelative(specifier)) {
      const found = EXTENSIONS.map(extension => resolve(dirname(at), specifier) + extension).find(isFile);
      if (found === undefined) return { missing: `there is no file ${specifier} beside ${from}` };
      if (!found.startsWith(root + sep) && !inside(from)) {
        return { missing: `${specifier} is outside the folder of the program` };
      }
      return read(root, found);
    }
    const name = specifier.startsWith("@") ? specifier.split("/", 2).join("/") : specifier.split("/", 1)[0];
    if (!packages.has(name) && !inside(from)) return { missing: notOffered(specifier) };
    const given = packages.get(name);
    try {
      const path =
        given === undefined
          ? createRequire(join(dirname(at), "x.js")).resolve(specifier)
          : resolve(root, given);
      if (!path.includes(sep) || !isFile(path))
        return { missing: `${specifier} is a part of Node; a traced program has no access to it` };
      return read(root, path);
    } catch {
      return { missing: `package ${specifier} is not installed where ${from} looks for it` };
    }
  };
}

function read(root: string, path: string): FoundModule {
  const text = readFileSync(path, "utf8");
  const source = extname(path) === ".json" ? `module.exports = ${text.trim()};\n` : text;
  return { file: relative(root, path).split(sep).join("/"), source };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith("./") || specifier.startsWith("../");
}

function notOffered(specifier: string): string {
  return `cannot load ${JSON.stringify(specifier)}: a traced program may use files of its own folder, "assert", and the packages listed with --module`;
}
