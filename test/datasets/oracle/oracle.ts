import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What a call did in plain Node. */
export interface Observed {
  readonly call: string;
  readonly outcome: "return" | "throw" | "pending" | "load";
  /** `util.inspect` text of the value, or `Name: message` of the exception. */
  readonly value?: string;
  /** Literal text, for values that have one. */
  readonly literal?: string;
  /** Everything printed until the event loop ran dry. */
  readonly output: string;
}

/** A program as plain Node can run it: no types. */
export interface Runnable {
  readonly file: string;
  readonly source: string;
  readonly siblings: readonly { readonly file: string; readonly source: string }[];
}

const child: string = fileURLToPath(new URL("child.mjs", import.meta.url));

/**
 * Evaluates each call in plain Node, in one child process but each on a freshly loaded program. Nothing of Tracebook
 * takes part. A `.ts` file must hold JavaScript by now; it is written under a `.js` name.
 */
export async function observe(program: Runnable, calls: readonly string[]): Promise<Observed[]> {
  const folder = mkdtempSync(join(tmpdir(), "tracebook-oracle-"));
  try {
    const runs = calls.map((call, i) => {
      for (const { file, source } of program.siblings) put(folder, i, file, source);
      const main = put(folder, i, program.file, `${program.source}\n;__take(() => (${call}\n));\n`);
      return { main, call };
    });
    return await spawned(folder, JSON.stringify(runs));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function put(folder: string, index: number, file: string, source: string): string {
  const name = file.replace(/ts$/, "js");
  const path = join(folder, String(index), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, source);
  return name;
}

function spawned(folder: string, runs: string): Promise<Observed[]> {
  return new Promise((resolve, reject) => {
    const node = spawn(process.execPath, [child, folder, runs], {
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    let text = "";
    let complaint = "";
    node.stdio[3]!.on("data", chunk => {
      text += chunk;
    });
    node.stderr!.on("data", chunk => {
      complaint += chunk;
    });
    node.on("error", reject);
    node.on("close", code => {
      if (code === 0 && text !== "") resolve(JSON.parse(text) as Observed[]);
      else reject(new Error(`plain Node ended with ${code}: ${complaint}`));
    });
  });
}
