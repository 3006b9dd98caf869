import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { assembleSources } from "../../../src/datasets/published/assembleSources.js";
import { hashOf } from "../../../src/datasets/published/download.js";
import { fetchPublished } from "../../../src/datasets/published/fetchPublished.js";
import {
  dataRoots,
  findPublished,
  publishedFolder,
} from "../../../src/datasets/published/publishedFolder.js";
import { publishedSet, publishedSets } from "../../../src/datasets/published/publishedSets.js";
import { DATA } from "../../program/published.js";
import { homeServer } from "./homeServer.js";

let out = "";
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "tracebook-fetch-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(out, { recursive: true, force: true });
});

/** A mirror that serves the supplied copies under their published paths. */
function mirror(asked: string[] = []): Promise<string> {
  const files = new Map<string, string>(
    publishedSets().flatMap(({ repository, commit, folder, files }) =>
      files.map(({ name, path }) => [`/${repository}/${commit}/${path}`, join(DATA, folder, name)] as const),
    ),
  );
  return homeServer((request, response) => {
    asked.push(request.url ?? "");
    const file = files.get(request.url ?? "");
    if (file !== undefined) {
      response.end(readFileSync(file));
      return;
    }
    const program = /\/(OOP|Concurrency)_prepared\/Python\/(.+)$/.exec(request.url ?? "");
    if (program === null) response.writeHead(404).end();
    else {
      const all = readFileSync(join(DATA, "coconut", `${program[1].toLowerCase()}_sources.json`), "utf8");
      response.end((JSON.parse(all) as Record<string, string>)[program[2]]);
    }
  });
}

function needsData(context: { skip(note?: string): never }): void {
  if (existsSync(DATA)) return;
  console.warn(`skipped: no published data at ${DATA} (set TRACEBOOK_DATA)`);
  context.skip(`no published data at ${DATA}`);
}

describe("the published data sets", () => {
  it("have the names, sizes and checksums of the supplied copies", async context => {
    needsData(context);
    expect(publishedSets().map(({ name }) => name)).toEqual([
      "coconut-concurrency",
      "coconut-humaneval",
      "coconut-oop",
      "cruxeval",
      "cruxeval-x-js",
      "cruxeval-x-py",
      "cruxeval-x-ts",
      "reval",
    ]);
    for (const { folder, files } of publishedSets()) {
      for (const { name, bytes, sha256 } of files) {
        const path = join(DATA, folder, name);
        expect({ name, bytes: readFileSync(path).length, sha256: await hashOf(path) }).toEqual({
          name,
          bytes,
          sha256,
        });
      }
    }
  });

  it("say their licence, or that none is stated", () => {
    for (const { name, licence } of publishedSets()) {
      expect(licence.line.startsWith(`${licence.name}: `), name).toBe(true);
      expect(licence.name).toBe(name === "cruxeval" ? "MIT" : "none stated");
    }
  });

  it.each(["cruxeval", "cruxeval-x-ts", "reval", "coconut-humaneval"])(
    "%s is fetched, verified, and found again",
    async (name, context) => {
      needsData(context as never);
      const home = await mirror();
      const fetched = await fetchPublished(name, { home, out });
      expect(fetched.files.map(({ check, kept }) => ({ check, kept }))).toEqual(
        fetched.files.map(() => ({ check: "verified", kept: false })),
      );
      expect(findPublished(publishedSet(name), [out])).toBe(fetched.folder);
      // The second time nothing is downloaded.
      const again = await fetchPublished(name, { home: "http://127.0.0.1:9", out });
      expect(again.files.every(({ kept }) => kept)).toBe(true);
    },
  );

  it("puts the sources of CoCoNUT's programs together, as supplied, and says that nobody can verify them", async context => {
    needsData(context);
    const asked: string[] = [];
    const home = await mirror(asked);
    const { files, folder } = await fetchPublished("coconut-oop", { home, out });
    expect(files.map(({ name, check }) => [name, check])).toEqual([
      ["program_traces_Python_OOP_Lines.csv", "verified"],
      ["oop_sources.json", "unverified"],
    ]);
    const supplied = JSON.parse(readFileSync(join(DATA, "coconut", "oop_sources.json"), "utf8"));
    expect(JSON.parse(readFileSync(join(folder, "oop_sources.json"), "utf8"))).toEqual(supplied);
    expect(asked.length).toBe(201);
  });

  it("does not fetch programs again that came before a stop", async () => {
    const [rows, path] = ["rows.csv", "Test/Python"];
    writeFileSync(join(out, rows), ",Filename\n0,a\n1,a\n2,a\n3,a\n4,a\n5,b-1\n");
    const asked: string[] = [];
    const fifth = "/Test/Python/a_trace_5.py";
    const home = await homeServer((request, response) => {
      asked.push(request.url ?? "");
      // Four are fetched at a time, so one is done when the fifth is asked for.
      if (request.url === fifth && asked.filter(url => url === fifth).length === 1)
        response.writeHead(503).end();
      else response.end(`print("${request.url}")\n`);
    });
    const file = { name: "all.json", rows, folder: path };
    await expect(assembleSources(file, home, out, {})).rejects.toThrow(
      "the server says 503 Service Unavailable",
    );
    expect(existsSync(join(out, "all.json"))).toBe(false);
    const before = asked.length;
    await assembleSources(file, home, out, {});
    const all = JSON.parse(readFileSync(join(out, "all.json"), "utf8")) as Record<string, string>;
    expect(Object.keys(all)).toEqual([1, 2, 3, 4, 5].map(k => `a_trace_${k}.py`).concat("b-1_trace_1.py"));
    expect(all["b-1_trace_1.py"]).toBe('print("/Test/Python/b-1_trace_1.py")\n');
    expect(asked.length).toBeLessThan(before + 6);
    writeFileSync(join(out, rows), ",Filename\n0,../etc/passwd\n");
    await expect(assembleSources(file, home, out, {})).rejects.toThrow(
      'rows.csv:1: column Filename names no program: "../etc/passwd"',
    );
  });

  it("tells a file that is there with other content apart, and leaves it alone", async () => {
    mkdirSync(join(out, "cruxeval"));
    writeFileSync(join(out, "cruxeval", "cruxeval.jsonl"), "mine\n");
    await expect(fetchPublished("cruxeval", { home: "http://127.0.0.1:9", out })).rejects.toThrow(
      /cruxeval\.jsonl: this file is not the published one: expected sha256 8368b8.* found \w{64}; move it away/,
    );
    expect(readFileSync(join(out, "cruxeval", "cruxeval.jsonl"), "utf8")).toBe("mine\n");
  });

  it("refuses names and mirrors that are none", async () => {
    await expect(fetchPublished("cruxeval-y")).rejects.toThrow(
      /^cruxeval-y: no published data set of this name; there are: coconut-concurrency, /,
    );
    await expect(fetchPublished("cruxeval", { home: "file:///tmp", out })).rejects.toThrow(
      '--from: expected an address that begins with https://, got "file:///tmp"',
    );
  });
});

describe("publishedFolder", () => {
  it("looks in TRACEBOOK_DATA first, then in the cache, and says how to fetch", () => {
    const [data, cache] = [join(out, "data"), join(out, "cache")];
    vi.stubEnv("TRACEBOOK_DATA", data);
    vi.stubEnv("XDG_CACHE_HOME", cache);
    expect(() => publishedFolder("cruxeval")).toThrow(
      `cruxeval: not on this machine (looked in ${join(data, "cruxeval")} and ` +
        `${join(cache, "tracebook/datasets/cruxeval")}): run tracebook datasets fetch cruxeval`,
    );
    for (const root of [join(cache, "tracebook/datasets"), data]) {
      mkdirSync(join(root, "cruxeval"), { recursive: true });
      writeFileSync(join(root, "cruxeval", "cruxeval.jsonl"), "");
      expect(publishedFolder("cruxeval")).toBe(join(root, "cruxeval"));
    }
  });

  it("leaves a relative XDG_CACHE_HOME aside, as its specification says", () => {
    expect(dataRoots({ XDG_CACHE_HOME: "here" })[0]).toMatch(/^\/.*\/\.cache\/tracebook\/datasets$/);
    expect(dataRoots({ XDG_CACHE_HOME: "/c", TRACEBOOK_DATA: "/d" })).toEqual([
      "/d",
      "/c/tracebook/datasets",
    ]);
  });
});
