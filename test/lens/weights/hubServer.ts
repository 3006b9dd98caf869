import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that speaks what the hub's model info, tree and resolve endpoints do. */
export interface HubServer {
  readonly endpoint: string;
  /** Method, path and range of each request, in order. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** What the server has, and how it misbehaves. */
export interface HubContents {
  readonly commit: string;
  readonly files: Readonly<Record<string, Buffer>>;
  /** Kept apart from git: listed with a SHA-256, as large files are. */
  readonly large: readonly string[];
  /** Bearer token that is wanted. */
  readonly token?: string;
  /** The listed checksum of this file is another. */
  readonly wrong?: string;
  /** So many times the connection of a file breaks after half of what was to come. */
  breaks?: number;
  /** Ranges are ignored. */
  readonly noRanges?: boolean;
}

/** Starts a server on a free port of this machine. */
export async function hubServer(contents: HubContents): Promise<HubServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.url?.split("?")[0]} ${request.headers.range ?? ""}`.trim());
    answer(contents, request, response);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(contents: HubContents, request: IncomingMessage, response: ServerResponse): void {
  const { commit, files, token } = contents;
  const path = decodeURIComponent(request.url?.split("?")[0] ?? "");
  const json = (value: unknown, status = 200) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  if (token && request.headers.authorization !== `Bearer ${token}`) return void json({ error: "gated" }, 401);
  if (
    path === "/api/models/owner/small/revision/main" ||
    path === `/api/models/owner/small/revision/${commit}`
  ) {
    return void json({
      _id: "1",
      id: "owner/small",
      sha: commit,
      likes: 0,
      downloads: 0,
      private: false,
      gated: false,
      lastModified: "2026-01-01T00:00:00.000Z",
    });
  }
  if (path === `/api/models/owner/small/tree/${commit}`) {
    return void json(Object.entries(files).map(([name, data]) => entry(contents, name, data)));
  }
  const name = path.startsWith(`/owner/small/resolve/${commit}/`)
    ? path.slice(`/owner/small/resolve/${commit}/`.length)
    : "";
  const data = Object.hasOwn(files, name) ? files[name] : undefined;
  if (!data) return void json({ error: "not found" }, 404);
  const from = contents.noRanges ? 0 : Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const rest = data.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, { "content-length": rest.length });
  if (contents.large.includes(name) && (contents.breaks ?? 0) > 0) {
    contents.breaks!--;
    response.write(rest.subarray(0, rest.length / 2), () => setTimeout(() => response.destroy(), 20));
  } else response.end(rest);
}

function entry({ large, wrong }: HubContents, path: string, data: Buffer): object {
  const sha256 = createHash("sha256").update(data).digest("hex");
  const oid = createHash("sha1").update(`blob ${data.length}\0`).update(data).digest("hex");
  const flip = (hex: string) =>
    path === wrong ? hex.replace(/^./, first => (first === "0" ? "1" : "0")) : hex;
  return large.includes(path)
    ? {
        type: "file",
        path,
        size: data.length,
        oid: "0".repeat(40),
        lfs: { oid: flip(sha256), size: data.length, pointerSize: 130 },
      }
    : { type: "file", path, size: data.length, oid: flip(oid) };
}
