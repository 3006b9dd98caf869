import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { download } from "../../../src/datasets/published/download.js";
import { sha256 } from "../../../src/program/hash.js";
import { homeServer } from "./homeServer.js";

const TEXT = "one line\n".repeat(2000);
const EXPECTED = { bytes: TEXT.length, sha256: sha256(TEXT) };

let folder = "";
let target = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-download-"));
  target = join(folder, "file.txt");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("download", () => {
  it("saves a file whose checksum is right, and tells of its bytes", async () => {
    const home = await homeServer((_request, response) => response.end(TEXT));
    let last: readonly unknown[] = [];
    const onBytes = (...told: readonly unknown[]): void => {
      last = told;
    };
    expect(await download(`${home}/file`, target, EXPECTED, { onBytes })).toEqual(EXPECTED);
    expect(readFileSync(target, "utf8")).toBe(TEXT);
    expect(readdirSync(folder)).toEqual(["file.txt"]);
    expect(last).toEqual([EXPECTED.bytes, EXPECTED.bytes]);
  });

  it("saves a file of unknown checksum and gives it", async () => {
    const home = await homeServer((_request, response) => response.end(TEXT));
    expect(await download(`${home}/file`, target, undefined)).toEqual(EXPECTED);
  });

  it("keeps nothing of a file with a wrong checksum and names both", async () => {
    const wrong = TEXT.replace("one", "two");
    const home = await homeServer((_request, response) => response.end(wrong));
    await expect(download(`${home}/file`, target, EXPECTED)).rejects.toThrow(
      new RegExp(`/file: wrong checksum: expected sha256 ${EXPECTED.sha256} .*found ${sha256(wrong)}`),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not wait for the end of a file that is too long", async () => {
    const home = await homeServer((_request, response) => {
      response.write(`${TEXT}more`);
    });
    await expect(download(`${home}/file`, target, EXPECTED)).rejects.toThrow("wrong checksum");
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([404, 500, 403])("says the status %i and leaves nothing", async status => {
    const home = await homeServer((_request, response) => {
      response.writeHead(status).end("no");
    });
    await expect(download(`${home}/file`, target, EXPECTED)).rejects.toThrow(
      new RegExp(`^${home}/file: the server says ${status} [A-Z]`),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("follows a redirection", async () => {
    const home = await homeServer((request, response) => {
      if (request.url === "/file") response.writeHead(302, { location: "/elsewhere" }).end();
      else response.end(TEXT);
    });
    await download(`${home}/file`, target, EXPECTED);
    expect(readFileSync(target, "utf8")).toBe(TEXT);
  });

  it("goes on where a transfer broke off, with ranges", async () => {
    const asked: (string | undefined)[] = [];
    const home = await homeServer((request, response) => {
      asked.push(request.headers.range);
      const from = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
      const rest = TEXT.slice(from);
      const range = { "content-range": `bytes ${from}-${TEXT.length - 1}/${TEXT.length}` };
      response.writeHead(from === 0 ? 200 : 206, {
        "content-length": rest.length,
        ...(from === 0 ? {} : range),
      });
      if (asked.length > 2) response.end(rest);
      else response.write(rest.slice(0, 5000), () => setTimeout(() => response.destroy(), 20));
    });
    await download(`${home}/file`, target, EXPECTED);
    expect(readFileSync(target, "utf8")).toBe(TEXT);
    expect(asked).toEqual([undefined, "bytes=5000-", "bytes=10000-"]);
  });

  it("starts again where the server knows no ranges, and where what lay there is of no use", async () => {
    const home = await homeServer((request, response) => {
      expect(request.headers.range).toBe("bytes=3-");
      response.end(TEXT);
    });
    writeFileSync(`${target}.part`, "xyz");
    await download(`${home}/file`, target, EXPECTED);
    expect(readFileSync(target, "utf8")).toBe(TEXT);

    rmSync(target);
    writeFileSync(`${target}.part`, "x".repeat(TEXT.length));
    const plain = await homeServer((request, response) => {
      expect(request.headers.range).toBe(undefined);
      response.end(TEXT);
    });
    await download(`${plain}/file`, target, EXPECTED);
    expect(readFileSync(target, "utf8")).toBe(TEXT);
  });

  it("gives up a transfer that breaks off without a byte more, keeps the part and says how far it came", async () => {
    const home = await homeServer((request, response) => {
      if (request.headers.range !== undefined) response.destroy();
      else response.writeHead(200).write(TEXT.slice(0, 9), () => setTimeout(() => response.destroy(), 20));
    });
    await expect(download(`${home}/file`, target, EXPECTED)).rejects.toThrow(`${home}/file: no answer (`);
    expect(existsSync(target)).toBe(false);
    expect(readFileSync(`${target}.part`, "utf8")).toBe("one line\n");
  });

  it("gives up when nothing arrives, before the answer and in it", async () => {
    const silent = await homeServer(() => {});
    await expect(download(`${silent}/file`, target, EXPECTED, { idleMs: 100 })).rejects.toThrow(
      `${silent}/file: no answer (nothing arrived for 0.1 s)`,
    );
    const stalls = await homeServer((_request, response) => {
      response.writeHead(200, { "content-length": TEXT.length }).write("one");
    });
    await expect(download(`${stalls}/file`, target, undefined, { idleMs: 100 })).rejects.toThrow(
      `${stalls}/file: broke off after 3 of ${TEXT.length} bytes (nothing arrived for 0.1 s)`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says that there is no connection", async () => {
    await expect(download("http://127.0.0.1:9/file", target, EXPECTED)).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:9\/file: no answer \(.+\); fetching needs a network$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("stops when it is told to, keeps the part, and the next one goes on with it", async () => {
    const stop = new AbortController();
    const home = await homeServer((request, response) => {
      if (request.headers.range === undefined) {
        response.writeHead(200).write(TEXT.slice(0, 900));
        return;
      }
      response.writeHead(206, { "content-range": `bytes 900-${TEXT.length - 1}/${TEXT.length}` });
      response.end(TEXT.slice(900));
    });
    const onBytes = (): void => stop.abort(new Error("enough"));
    await expect(
      download(`${home}/file`, target, EXPECTED, { signal: stop.signal, onBytes }),
    ).rejects.toThrow("enough");
    expect(readdirSync(folder)).toEqual(["file.txt.part"]);
    await download(`${home}/file`, target, EXPECTED);
    expect(readFileSync(target, "utf8")).toBe(TEXT);
  });
});
