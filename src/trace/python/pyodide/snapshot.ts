import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { cacheFolder } from "../../../program/cacheFolder.js";
import { sandboxPath } from "../../sandbox/sandboxPath.js";
import { lockedNode } from "./lockedNode.js";

/** How long the making of a snapshot may take, ms. */
const PATIENCE_MS = 120_000;
const DIGEST = 64;
/** How long the snapshots of other builds are kept, ms. */
const KEPT_MS = 14 * 24 * 3600 * 1000;

/** Folder of Pyodide, with a separator at its end, and its version. */
export function pyodideFolder(): { readonly folder: string; readonly version: string } {
  const require = createRequire(join(dirname(sandboxPath("pyodide.cjs")), "index.cjs"));
  const folder = dirname(require.resolve("pyodide/package.json"));
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  return { folder: folder + sep, version };
}

/** State of the memory snapshot in the cache of this user. */
export type SnapshotState = "there" | "made" | "none";

/** What is known of the snapshot. */
export interface Snapshot {
  /** Undefined when there is none: children then load plainly, which takes some seconds. */
  readonly path: string | undefined;
  readonly state: SnapshotState;
  /** Why there is none. */
  readonly reason?: string;
}

let known: Promise<Snapshot> | undefined;

/** The snapshot for this version of Pyodide and of our code; made when it is missing or broken. Never rejects. */
export function snapshot(): Promise<Snapshot> {
  known ??= find().catch(error => ({
    path: undefined,
    state: "none",
    reason: String(error?.message ?? error),
  }));
  return known;
}

/** The snapshot did not serve: it is made anew when it is next asked for. */
export async function discardSnapshot(): Promise<void> {
  const { path } = await snapshot();
  if (path !== undefined) rmSync(path, { force: true });
  known = undefined;
}

async function find(): Promise<Snapshot> {
  const child = sandboxPath("pyodide.cjs");
  const { folder, version } = pyodideFolder();
  const baked = createHash("sha256")
    .update(readFileSync(child))
    .update(process.arch)
    .digest("hex")
    .slice(0, 16);
  const name = `pyodide-${version}-${baked}.snapshot`;
  const path = join(cacheFolder(), name);
  if (existsSync(path) && whole(readFileSync(path))) return { path, state: "there" };
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
  const memory = await make(child, folder);
  const part = `${path}.${process.pid}.part`;
  // The digest stands at the end: the memory is read from the front.
  writeFileSync(part, Buffer.concat([memory, Buffer.from(digest(memory))]), { mode: 0o600 });
  renameSync(part, path);
  sweep(name);
  return { path, state: "made" };
}

function make(child: string, folder: string): Promise<Buffer> {
  const { file, args } = lockedNode(child, ["make", folder], [`${folder}*`]);
  return new Promise((resolve, reject) => {
    const options = { encoding: "buffer", env: {}, maxBuffer: 2 ** 28, timeout: PATIENCE_MS } as const;
    execFile(file, args, options, (error, stdout, stderr) => {
      if (error !== null)
        reject(new Error(`Pyodide did not load: ${stderr.toString().trim() || error.message}`));
      else resolve(stdout);
    });
  });
}

function digest(memory: Buffer): string {
  return createHash("sha256").update(memory).digest("hex");
}

function whole(file: Buffer): boolean {
  const end = file.length - DIGEST;
  return end > 0 && file.toString("latin1", end) === digest(file.subarray(0, end));
}

/** Removes snapshots that are not this one and were made long ago: by builds of ours that are no longer there. */
function sweep(keep: string): void {
  for (const name of readdirSync(cacheFolder())) {
    if (name === keep || !/^pyodide-.*\.(snapshot|part)$/.test(name)) continue;
    const path = join(cacheFolder(), name);
    const { mtimeMs } = statSync(path);
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(path, { force: true });
  }
}
