import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SourceError } from "../../../program/SourceError.js";
import { weightsCache } from "../weightsCache.js";
import { downloadFile } from "./downloadFile.js";
import { type Asked, hubError } from "./hubError.js";
import type { RepoFile } from "./RepoFile.js";
import { selectFiles } from "./selectFiles.js";

/** What of a model is downloaded, and where to. */
export interface DownloadModelOptions {
  /** Branch, tag or commit. Default: `main`. A commit that is whole in the cache is not asked for again. */
  readonly revision?: string;
  /** Default: `TRACEBOOK_CACHE`, else the user's cache folder. */
  readonly cache?: string;
  /** Paths in the repository. Default: what {@link openWeights} reads of a folder. */
  readonly files?: readonly string[];
  readonly signal?: AbortSignal;
  /** Bytes there, and bytes in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Default: the environment's `HF_ENDPOINT`, else https://huggingface.co. */
  readonly endpoint?: string;
}

/** A model in the cache. */
export interface DownloadedModel {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** The commit the revision stood for, 40 hex digits. */
  readonly commit: string;
  /** Every file is checked against the hub's checksum before it gets its name. */
  readonly files: readonly RepoFile[];
  /** Nothing had to be downloaded. */
  readonly reused: boolean;
}

/**
 * Downloads a model of the Hugging Face hub into `<cache>/hub/<owner>--<name>/<commit>`. The token is read from HF_TOKEN only, and
 * sent to the endpoint only. Without network, a revision that was downloaded before is found by the commit it then stood for.
 *
 * @param repo `owner/name`
 * @throws SourceError for no such model, gated ones, wrong checksums, broken connections: with what to do.
 */
export async function downloadModel(
  repo: string,
  options: DownloadModelOptions = {},
): Promise<DownloadedModel> {
  const { revision = "main", cache = weightsCache(), files, signal, onProgress } = options;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repo) || repo.includes("..")) {
    throw new SourceError("expected owner/name, as in HuggingFaceTB/SmolLM2-135M-Instruct", repo);
  }
  if (!/^[\w./-]+$/.test(revision) || revision.includes("..")) {
    throw new SourceError(`revision ${JSON.stringify(revision)}; expected a branch, tag or commit`, repo);
  }
  for (const path of files ?? []) {
    if (path.split("/").some(part => part === "" || part === "." || part === "..")) {
      throw new SourceError(`file ${JSON.stringify(path)} is no path in a repository`, repo);
    }
  }
  const endpoint = (options.endpoint ?? (process.env.HF_ENDPOINT || "https://huggingface.co")).replace(
    /\/+$/,
    "",
  );
  const token = process.env.HF_TOKEN;
  // Checked here: fetch would put the value of a header it cannot send into its message.
  if (token && !/^hf_\w+$/.test(token))
    throw new SourceError("expected a token: hf_ and letters and digits behind it", "HF_TOKEN");
  const asked: Asked = { repo, revision, endpoint, token: Boolean(token) };
  const home = join(cache, "hub", repo.replace("/", "--"));
  const ref = join(home, "refs", encodeURIComponent(revision));
  if (/^[0-9a-f]{40}$/.test(revision)) {
    const kept = await whole(home, revision, files);
    if (kept) return kept;
  }
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const listed = await listing(asked, token, signal).catch(async error => {
    if (signal?.aborted || error instanceof SourceError) throw error;
    const before = (await readFile(ref, "utf8").catch(() => "")).trim();
    const kept = before ? await whole(home, before, files) : undefined;
    if (kept) return kept;
    const why = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
    throw new SourceError(`${endpoint} cannot be reached (${why}), and nothing of it is in ${home}`, repo);
  });
  if ("reused" in listed) return listed;
  const { commit, all } = listed;
  const selected = selectFiles(all, files, repo);
  const folder = join(home, commit);
  const total = selected.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  let reused = true;
  for (const file of selected) {
    const target = join(folder, ...file.path.split("/"));
    const present = await stat(target).catch(() => undefined);
    if (present?.size !== file.size) {
      reused = false;
      const path = file.path.split("/").map(encodeURIComponent).join("/");
      const url = `${endpoint}/${repo}/resolve/${commit}/${path}`;
      const start = before;
      const onBytes = (done: number) => onProgress?.(start + done, total);
      await downloadFile({ url, target, file, asked, headers, signal, onBytes });
    }
    before += file.size;
    onProgress?.(before, total);
  }
  await note(join(home, `${commit}.json`), JSON.stringify({ repo, commit, endpoint, files: all }, null, 1));
  await note(ref, `${commit}\n`);
  return { folder, commit, files: selected, reused };
}

/** A commit of which all that is asked for is in the cache. */
async function whole(
  home: string,
  commit: string,
  wanted: readonly string[] | undefined,
): Promise<DownloadedModel | undefined> {
  const text = await readFile(join(home, `${commit}.json`), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { repo, files: all } = JSON.parse(text) as { repo: string; files: RepoFile[] };
  const files = selectFiles(all, wanted, repo);
  const folder = join(home, commit);
  for (const { path, size } of files) {
    const present = await stat(join(folder, ...path.split("/"))).catch(() => undefined);
    if (present?.size !== size) return undefined;
  }
  return { folder, commit, files, reused: true };
}

/** The commit of a revision, and its files. */
async function listing(
  asked: Asked,
  token: string | undefined,
  signal: AbortSignal | undefined,
): Promise<{ commit: string; all: RepoFile[] }> {
  const { HubApiError, listFiles, modelInfo } = await import("@huggingface/hub");
  const { repo, revision, endpoint: hubUrl } = asked;
  const shared = {
    hubUrl,
    fetch: (url: string | URL | Request, init?: RequestInit) =>
      fetch(url, { ...init, ...(signal && { signal }) }),
    ...(token && { accessToken: token }),
  };
  try {
    const { sha } = await modelInfo({ name: repo, revision, additionalFields: ["sha"], ...shared });
    if (!/^[0-9a-f]{40}$/.test(sha)) throw new SourceError(`${hubUrl} names no commit for ${revision}`, repo);
    const all: RepoFile[] = [];
    for await (const { type, path, size, oid, lfs } of listFiles({
      repo,
      revision: sha,
      recursive: true,
      ...shared,
    })) {
      if (type !== "file" || path.split("/").some(part => part === "" || part === "." || part === ".."))
        continue;
      const checksum = lfs
        ? ({ kind: "sha256", hex: lfs.oid } as const)
        : ({ kind: "git", hex: oid ?? "" } as const);
      all.push({ path, size: lfs?.size ?? size, checksum });
    }
    return { commit: sha, all };
  } catch (error) {
    if (error instanceof HubApiError) throw hubError(error.statusCode, asked);
    throw error;
  }
}

async function note(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, text);
  await rename(part, path);
}
