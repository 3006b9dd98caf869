import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { publishedSet } from "../../src/datasets/published/publishedSets.js";
import { homeServer } from "../datasets/published/homeServer.js";
import { DATA } from "../program/published.js";
import { folder, tracebook } from "./tracebook.js";

/** No data of this machine. */
function bare(): { readonly env: Readonly<Record<string, string>>; readonly cache: string } {
  const cache = folder();
  return { env: { TRACEBOOK_DATA: "", XDG_CACHE_HOME: cache }, cache };
}

describe("tracebook datasets", () => {
  it("lists packaged and published sets with licence and place", async () => {
    const { env } = bare();
    const { code, stdout, stderr } = await tracebook(["datasets", "list"], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^tracebook-js {2}.+\n {2}.+; in this package$/m);
    expect(stdout).toMatch(
      /^cruxeval {2}CRUXEval: .+\n {2}MIT; not here: tracebook datasets fetch cruxeval$/m,
    );
    expect(stdout).toMatch(/^reval {2}.+\n {2}no licence stated; not here: /m);
    const json = JSON.parse((await tracebook(["datasets", "list", "--json"], { env })).stdout);
    expect(json).toContainEqual({
      name: "cruxeval",
      title: publishedSet("cruxeval").title,
      kind: "published",
      licence: "MIT",
      homepage: "https://github.com/facebookresearch/cruxeval",
      folder: null,
    });
    const js = json.find(({ name }: { name: string }) => name === "tracebook-js");
    expect(existsSync(join(js.folder, "index.json"))).toBe(true);
  });

  it("shows the licence, fetches, and then knows where it is", async context => {
    if (!existsSync(DATA)) {
      console.warn(`skipped: no published data at ${DATA} (set TRACEBOOK_DATA)`);
      context.skip(`no published data at ${DATA}`);
    }
    const { env, cache } = bare();
    const bytes = readFileSync(join(DATA, "cruxeval", "cruxeval.jsonl"));
    const home = await homeServer((_request, response) => response.end(bytes));
    const { code, stdout, stderr } = await tracebook(["datasets", "fetch", "cruxeval", "--from", home], {
      env,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const file = join(cache, "tracebook/datasets/cruxeval/cruxeval.jsonl");
    expect(stdout.split("\n")).toEqual([
      publishedSet("cruxeval").title,
      "https://github.com/facebookresearch/cruxeval",
      expect.stringMatching(/^licence MIT: /),
      `${file}: 186873 bytes, sha256 ${publishedSet("cruxeval").files[0].sha256} (verified)`,
      "",
    ]);
    expect(readFileSync(file)).toEqual(bytes);
    const { stdout: list } = await tracebook(["datasets", "list"], { env });
    expect(list).toContain(`  MIT; ${join(cache, "tracebook/datasets/cruxeval")}\n`);
  });

  it("without a network: one clear line, exit code 1, nothing left", async () => {
    const { env, cache } = bare();
    const from = "http://127.0.0.1:9";
    const { code, stderr } = await tracebook(["datasets", "fetch", "reval", "--from", from], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^tracebook: http:\/\/127\.0\.0\.1:9\/r-eval\/REval\/2f148b9\/data\/DREval_data\.jsonl: no answer \(.+\); fetching needs a network\n$/,
    );
    expect(existsSync(join(cache, "tracebook/datasets/reval/DREval_data.jsonl"))).toBe(false);
  });

  it("wrong bytes: both checksums in one line, exit code 1", async () => {
    const { env } = bare();
    const home = await homeServer((_request, response) => response.end("something else"));
    const { code, stderr } = await tracebook(["datasets", "fetch", "cruxeval", "--from", home], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^tracebook: .+: wrong checksum: expected sha256 8368\w+ .*found \w{64} .*nothing was kept\n$/,
    );
  });

  it("an unknown name, and a set that was not fetched, are bad input", async () => {
    const { env } = bare();
    const unknown = await tracebook(["datasets", "fetch", "cruxevall"], { env });
    expect(unknown).toMatchObject({ code: 2, stdout: "" });
    expect(unknown.stderr).toMatch(/^tracebook: cruxevall: no published data set of this name; there are: /);
    const absent = await tracebook(["questions", "cruxeval"], { env });
    expect(absent).toMatchObject({ code: 2, stdout: "" });
    expect(absent.stderr).toMatch(
      /^tracebook: cruxeval: not on this machine .* run tracebook datasets fetch cruxeval\n$/,
    );
  });

  it("Ctrl-C stops a download with 130 and keeps the part for the next time", async () => {
    const { env, cache } = bare();
    let interrupt = (): void => {};
    const home = await homeServer((_request, response) => {
      response.writeHead(200).write("{", () => setTimeout(() => interrupt(), 200));
    });
    const { code, stderr } = await tracebook(["datasets", "fetch", "cruxeval", "--from", home], {
      env,
      started: child => {
        interrupt = () => child.kill("SIGINT");
      },
    });
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    expect(readFileSync(join(cache, "tracebook/datasets/cruxeval/cruxeval.jsonl.part"), "utf8")).toBe("{");
  });
});
