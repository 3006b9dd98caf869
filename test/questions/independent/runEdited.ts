import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** One run of an edited program. */
export interface EditedJob {
  readonly file: string;
  readonly text: string;
  readonly sourceType: string;
  readonly call: string;
  readonly files: Readonly<Record<string, string>>;
  /** Where an expression of the question is evaluated; with `literal`, whether it equals that. */
  readonly probe?: {
    readonly start: number;
    readonly fn: number;
    readonly call: number;
    readonly k: number;
    readonly when: "before" | "after";
    readonly literal?: string;
  };
  /** Literal the value of the call is compared with. */
  readonly output?: string;
}

/** What one run noted: `[kind, activation, …]` rows in order. */
export type Note = readonly [kind: string, activation: number, ...rest: (number | string | boolean)[]];

/** What plain Node gave. */
export interface Edited {
  /** Class, name and text of what left the program. */
  readonly error?: readonly [string | undefined, string | undefined, string];
  readonly log: readonly Note[];
  readonly result?: boolean | string;
  readonly output?: { readonly printed: string; readonly value: boolean };
}

const child: string = fileURLToPath(new URL("child.cjs", import.meta.url));

/** Runs edited programs in a plain Node, each in a realm of its own. */
export function runEdited(jobs: readonly EditedJob[]): Promise<Edited[]> {
  return new Promise((resolve, reject) => {
    const node = spawn(process.execPath, ["--experimental-vm-modules", "--no-warnings", child], { env: {} });
    const watchdog = setTimeout(() => node.kill("SIGKILL"), 150_000);
    const out: Buffer[] = [];
    let complaint = "";
    node.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    node.stderr.on("data", chunk => {
      complaint += chunk;
    });
    node.on("error", reject);
    node.on("close", code => {
      clearTimeout(watchdog);
      if (code === 0 && complaint === "") resolve(JSON.parse(Buffer.concat(out).toString()) as Edited[]);
      else reject(new Error(`plain Node ended with ${code}: ${complaint}`));
    });
    node.stdin.end(JSON.stringify(jobs));
  });
}
