import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFile } from "../../figures/core/packageFile.js";
import { SourceError } from "../../program/SourceError.js";
import { findTslab } from "../client/findTslab.js";
import { dataFolders } from "../install/jupyterFolders.js";

/** How a kernel is started. */
export interface KernelCommand {
  readonly name: string;
  /** `{connection_file}` stands for the path of the connection file. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly interruptMode: "signal" | "message";
}

const OWN = ["tracebook", "tracebook-js"];
const TSLAB = ["tslab", "jslab"];

/**
 * The command of a kernel: this package's own, plain tslab, or one that Jupyter has a kernel spec of.
 *
 * @param where file or option that names it, for messages.
 * @param cwd folder of the notebook, from which tslab is looked for.
 * @throws SourceError for a name nobody knows, with those there are.
 */
export function findKernel(name: string, where: string, cwd: string): KernelCommand {
  const node = (...argv: string[]): KernelCommand => ({
    name,
    argv: [process.execPath, ...argv],
    env: {},
    interruptMode: "signal",
  });
  if (OWN.includes(name)) {
    const kernel = packageFile("dist/kernel.cjs");
    if (!existsSync(kernel)) throw new Error(`${kernel} is missing: run "npm run build"`);
    return node(kernel, ...(name === "tracebook-js" ? ["--js"] : []), "{connection_file}");
  }
  if (TSLAB.includes(name)) {
    const binary = join(findTslab(cwd), "bin", "tslab");
    const js = name === "jslab" ? ["--js"] : [];
    return node(binary, "kernel", "--config-path", "{connection_file}", ...js);
  }
  const folders = dataFolders().map(folder => join(folder, "kernels"));
  const spec = folders
    .map(folder => join(folder, name))
    .find(folder => existsSync(join(folder, "kernel.json")));
  if (spec !== undefined && /^[\w.-]+$/.test(name)) return readSpec(name, spec);
  const known = folders
    .filter(existsSync)
    .flatMap(folder => readdirSync(folder).filter(kernel => existsSync(join(folder, kernel, "kernel.json"))));
  const all = [...new Set([...OWN, ...TSLAB, ...known])].join(", ");
  throw new SourceError(`no kernel "${name}": there are ${all}; --kernel names another`, where);
}

function readSpec(name: string, folder: string): KernelCommand {
  const file = join(folder, "kernel.json");
  let spec: { argv?: unknown; env?: Record<string, string>; interrupt_mode?: string };
  try {
    spec = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new SourceError(`not JSON: ${error instanceof Error ? error.message : String(error)}`, file);
  }
  const { argv, env = {}, interrupt_mode: mode } = spec;
  if (!Array.isArray(argv) || argv.length === 0 || argv.some(word => typeof word !== "string"))
    throw new SourceError("not a kernel spec: argv is no list of texts", file);
  // Jupyter puts variables of its own environment into those of the spec.
  const known = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (whole, variable) => process.env[variable] ?? whole);
  return {
    name,
    argv: (argv as string[]).map(word => word.replaceAll("{resource_dir}", folder)),
    env: Object.fromEntries(Object.entries(env).map(([key, text]) => [key, known(String(text))])),
    interruptMode: mode === "message" ? "message" : "signal",
  };
}
