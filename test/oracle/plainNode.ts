import { spawn } from "node:child_process";

/**
 * Runs a script of ours in a plain Node that sees no environment: the request goes in as JSON, the answer comes back as
 * JSON. Anything on stderr, and any other end than 0, is a fault of the script.
 */
export function plainNode<T>(script: string, request: unknown, flags: readonly string[] = []): Promise<T> {
  return new Promise((resolve, reject) => {
    const node = spawn(process.execPath, [...flags, "--experimental-vm-modules", "--no-warnings", script], {
      env: {},
    });
    // A program that does not end by itself is no oracle.
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
      if (code === 0 && complaint === "") resolve(JSON.parse(Buffer.concat(out).toString()) as T);
      else reject(new Error(`plain Node ended with ${code}: ${complaint}`));
    });
    node.stdin.end(JSON.stringify(request));
  });
}
