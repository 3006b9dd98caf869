import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** The folder with its own tslab, in which `tracebook` is linked. */
export const NOTEBOOKS: string = join(here, "../../../notebooks");

/** Whether tslab is missing and nothing demands it; prints the reason. */
export function withoutTslab(): boolean {
  if (existsSync(join(NOTEBOOKS, "node_modules/tslab/dist/jupyter.js"))) return false;
  if (process.env.TRACEBOOK_REQUIRE === "all") return false;
  console.log("skipped: no tslab in notebooks/node_modules (npm ci --prefix notebooks)");
  return true;
}

/** What one cell gave. */
export interface CellOutput {
  readonly status: "ok" | "error" | "abort";
  readonly cpuMs: number;
  readonly streams: string;
  readonly displays: readonly {
    readonly data: Readonly<Record<string, string>>;
    readonly id?: string;
    readonly update: boolean;
  }[];
}

/** Runs cells in plain tslab, in a process of its own. */
export function runCells(cells: readonly string[]): Promise<CellOutput[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(here, "tslabCells.cjs"), NOTEBOOKS], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", code => {
      if (code === 0) resolve(JSON.parse(out) as CellOutput[]);
      else reject(new Error(`tslab ended with ${code}: ${err}`));
    });
    child.stdin.end(JSON.stringify(cells));
  });
}
