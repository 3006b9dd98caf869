// The process of a kernel: node kernel.cjs [--js] CONNECTION_FILE
import type { CompilerOptions } from "typescript";
import { findTslab } from "../client/findTslab.js";
import { CellRunner } from "./CellRunner.js";
import { compilerOptions } from "./compilerOptions.js";
import { endWithParent } from "./endWithParent.js";
import { Kernel } from "./Kernel.js";
import { resolveTracebook } from "./resolveTracebook.js";
import { type KernelZeromq, readConnection, Sockets } from "./Sockets.js";
import { SourceMaps } from "./SourceMaps.js";
import { loadTslab, type TypeScript } from "./Tslab.js";

async function main(args: readonly string[]): Promise<void> {
  const isJS = args.includes("--js");
  const file = args.find(arg => !arg.startsWith("--"));
  if (file === undefined) throw new Error("usage: node kernel.cjs [--js] CONNECTION_FILE");
  endWithParent();
  const folder = process.cwd();
  const maps = new SourceMaps(folder);
  const path = findTslab(folder);
  const declarations = resolveTracebook(folder);
  const tslab = loadTslab(path, ts => ({
    transpileModule: maps.transpileModule(ts),
    createWatchCompilerHost: ((files: string[], options: CompilerOptions, ...rest: [never]) =>
      ts.createWatchCompilerHost(
        files,
        compilerOptions(options, path, declarations),
        ...rest,
      )) as TypeScript["createWatchCompilerHost"],
  }));
  const connection = readConnection(file);
  const sockets = await Sockets.bind(tslab.zeromq() as KernelZeromq, connection);
  const runner = new CellRunner(tslab, folder, maps, isJS);
  new Kernel(sockets, connection.key, runner, tslab.onDisplay).serve();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`tracebook kernel: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
