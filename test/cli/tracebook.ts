import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The built command; `npm test` builds it first. */
export const CLI: string = join(root, "dist/cli.cjs");
if (!existsSync(CLI)) throw new Error("dist/cli.cjs is not there: run `npm run build` first");

/** What a command printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How {@link tracebook} runs the command. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called once with the process, to send it signals. */
  readonly started?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs `tracebook` with these arguments. */
export function tracebook(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", text => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", text => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
    options.started?.(child);
  });
}

const folders: string[] = [];

/** A new folder that is removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "tracebook-cli-"));
  folders.push(path);
  return path;
}

/** Names of the files in a folder and below, sorted. */
export function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
}

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});
