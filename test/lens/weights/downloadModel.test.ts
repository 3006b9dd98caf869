import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { downloadModel } from "../../../src/lens/weights/hub/downloadModel.js";
import { openWeights } from "../../../src/lens/weights/openWeights.js";
import { type HubContents, type HubServer, hubServer } from "./hubServer.js";
import { temporaryFolder } from "./temporaryFolder.js";

const SOURCE = join(import.meta.dirname, "../goldens/llama3-untied-sharded");
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const REPO = "owner/small";
const temporary = temporaryFolder();
const names = readdirSync(SOURCE).filter(name => !name.startsWith("goldens"));
const large = names.filter(name => name.endsWith(".safetensors"));
const contents = (more: Partial<HubContents> = {}): HubContents => ({
  commit: COMMIT,
  files: {
    ...Object.fromEntries(names.map(name => [name, readFileSync(join(SOURCE, name))])),
    "README.md": Buffer.from("not wanted"),
  },
  large,
  ...more,
});

let server: HubServer | undefined;
let cache = "";
beforeEach(() => {
  cache = mkdtempSync(join(temporary, "cache-"));
  vi.stubEnv("HF_TOKEN", "");
  vi.stubEnv("HF_ENDPOINT", "");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  server = undefined;
});

/** Starts a server and asks it. */
async function download(more: Partial<HubContents> = {}, options: Parameters<typeof downloadModel>[1] = {}) {
  server ??= await hubServer(contents(more));
  return await downloadModel(REPO, { cache, endpoint: server.endpoint, ...options });
}

describe("a model of the hub", () => {
  it("is downloaded without what is not needed, checked, kept by commit, and opens", async () => {
    const progress: [number, number][] = [];
    const made = await download({}, { onProgress: (...numbers) => progress.push(numbers) });
    expect(made).toMatchObject({
      commit: COMMIT,
      reused: false,
      folder: join(cache, "hub/owner--small", COMMIT),
    });
    expect(readdirSync(made.folder).sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(readFileSync(join(made.folder, name)).equals(readFileSync(join(SOURCE, name))), name).toBe(true);
    }
    const total = made.files.reduce((sum, { size }) => sum + size, 0);
    expect(progress.at(-1)).toEqual([total, total]);
    expect((await openWeights(made.folder)).config.architecture).toBe("llama");
  });

  it("is not downloaded again, and its commit is not even asked for", async () => {
    await download();
    const before = server!.seen.length;
    expect((await download()).reused).toBe(true);
    expect(server!.seen.slice(before).some(path => path.includes("/resolve/"))).toBe(false);
    const asked = server!.seen.length;
    expect((await download({}, { revision: COMMIT })).reused).toBe(true);
    expect(server!.seen.length).toBe(asked);
  });

  it("is found without network by what its revision stood for", async () => {
    await download();
    const { endpoint } = server!;
    await server!.close();
    server = undefined;
    const found = await downloadModel(REPO, { cache, endpoint });
    expect(found).toMatchObject({ commit: COMMIT, reused: true });
    await expect(downloadModel(REPO, { cache, endpoint, revision: "other" })).rejects.toThrow(
      /cannot be reached \(.*ECONNREFUSED/,
    );
  });

  it("opens as hf:owner/name and hf:owner/name@commit", async () => {
    server = await hubServer(contents());
    vi.stubEnv("HF_ENDPOINT", server.endpoint);
    vi.stubEnv("TRACEBOOK_CACHE", cache);
    expect((await openWeights(`hf:${REPO}`)).path).toBe(join(cache, "hub/owner--small", COMMIT));
    expect((await openWeights(`hf:${REPO}@${COMMIT}`)).config.layers).toBeGreaterThan(0);
    await expect(openWeights("hf:nobody")).rejects.toThrow(/expected hf:owner\/name/);
  });

  it("a broken connection is gone on from where it broke", async () => {
    const made = await download({ breaks: 2 });
    const ranges = server!.seen.filter(path => /bytes=[1-9]/.test(path));
    expect(ranges.length).toBe(2);
    for (const name of large) {
      expect(readFileSync(join(made.folder, name)).equals(readFileSync(join(SOURCE, name))), name).toBe(true);
    }
  });

  it("a server without ranges begins anew", async () => {
    const made = await download({ breaks: 1, noRanges: true });
    for (const name of large)
      expect(readFileSync(join(made.folder, name))).toEqual(readFileSync(join(SOURCE, name)));
  });

  it("a connection that keeps breaking is an error with bytes; what came is kept and gone on from", async () => {
    await expect(download({ breaks: 4 })).rejects.toThrow(
      /model-00001-of-00003\.safetensors: the connection broke 4 times, after \d+ of \d+ bytes/,
    );
    expect((await download()).reused).toBe(false);
    expect(server!.seen.at(-3)).toMatch(/bytes=[1-9]/);
  });

  it("a stop in the middle leaves no file under its name", async () => {
    const stop = new AbortController();
    const run = download({}, { signal: stop.signal, onProgress: done => done > 20_000 && stop.abort() });
    await expect(run).rejects.toThrow(/abort/i);
    expect(existsSync(join(cache, "hub/owner--small", COMMIT, "model-00003-of-00003.safetensors"))).toBe(
      false,
    );
  });
});

describe("faults of the hub say what to do", () => {
  const cases: [string, Partial<HubContents>, Record<string, unknown>, string, RegExp][] = [
    ["no such model", {}, {}, "owner/none", /no such model or revision \(main\)/],
    ["no such revision", {}, { revision: "v9" }, REPO, /no such model or revision \(v9\)/],
    [
      "gated",
      { token: "hf_right" },
      {},
      REPO,
      /gated, private or not there \(HTTP 401\): HF_TOKEN is not set/,
    ],
    [
      "wrong checksum of a large file",
      { wrong: "model-00002-of-00003.safetensors" },
      {},
      REPO,
      /model-00002-of-00003\.safetensors: sha256 is [0-9a-f]{64}, the hub says [0-9a-f]{64}; it was removed/,
    ],
    [
      "wrong checksum of a small file",
      { wrong: "config.json" },
      {},
      REPO,
      /config\.json: git is [0-9a-f]{40}, the hub says/,
    ],
    ["no such file", {}, { files: ["a.gguf"] }, REPO, /has no file a\.gguf \(it has model-00001/],
    ["path out of the folder", {}, { files: ["../x"] }, REPO, /"\.\.\/x" is no path in a repository/],
    ["no name", {}, {}, "small", /expected owner\/name/],
    ["strange revision", {}, { revision: "../main" }, REPO, /revision "\.\.\/main"/],
  ];
  it.each(cases)("%s", async (_, more, options, repo, message) => {
    server = await hubServer(contents(more));
    await expect(downloadModel(repo, { cache, endpoint: server.endpoint, ...options })).rejects.toThrow(
      message,
    );
    if (more.wrong) expect(existsSync(join(cache, "hub/owner--small", COMMIT, more.wrong))).toBe(false);
  });

  it("the token comes from HF_TOKEN, and is in no message", async () => {
    server = await hubServer(contents({ token: "hf_right" }));
    vi.stubEnv("HF_TOKEN", "hf_wrong");
    const error = await downloadModel(REPO, { cache, endpoint: server.endpoint }).catch((e: Error) => e);
    expect((error as Error).message).toMatch(/the token in HF_TOKEN may not read it/);
    expect((error as Error).message).not.toContain("hf_wrong");
    vi.stubEnv("HF_TOKEN", "hf_right");
    expect((await downloadModel(REPO, { cache, endpoint: server.endpoint })).reused).toBe(false);
    // The second could not be sent, and what fetch says of it has the token in it.
    for (const odd of ["secret", "hf_one\nhf_two"]) {
      vi.stubEnv("HF_TOKEN", odd);
      const said = await downloadModel(REPO, { cache, endpoint: server.endpoint }).catch((e: Error) => e);
      expect((said as Error).message).toBe(
        "HF_TOKEN: expected a token: hf_ and letters and digits behind it",
      );
    }
  });
});
