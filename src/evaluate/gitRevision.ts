import { execFileSync } from "node:child_process";

/** Git revision of a directory, undefined where there is no repository or no git. */
export function gitRevision(directory: string): string | undefined {
  try {
    const text = execFileSync("git", ["rev-parse", "HEAD"], {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 5000,
    });
    return /^[0-9a-f]{40}/.exec(text)?.[0];
  } catch {
    return undefined;
  }
}
