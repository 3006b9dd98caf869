import { randomInt, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HOST = "127.0.0.1";

/** How a kernel is reached: what its connection file says. */
export interface Connection {
  /** Absolute path of the connection file, alone in a folder of its own. */
  readonly file: string;
  readonly key: string;
  /** Address of a socket, such as `tcp://127.0.0.1:40001`. */
  readonly address: Readonly<Record<"shell" | "control" | "iopub", string>>;
  /** Removes the file and its folder. */
  readonly remove: () => void;
}

/** Picks five free ports of this machine and writes a connection file that only this user may read. */
export async function writeConnectionFile(kernelName: string): Promise<Connection> {
  const [shell, iopub, stdin, control, hb] = await freePorts(5);
  const key = randomUUID();
  const folder = mkdtempSync(join(tmpdir(), "tracebook-kernel-"));
  const file = join(folder, "connection.json");
  const content = {
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: hb,
    ip: HOST,
    key,
    transport: "tcp",
    signature_scheme: "hmac-sha256",
    kernel_name: kernelName,
  };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  const at = (port: number): string => `tcp://${HOST}:${port}`;
  return {
    file,
    key,
    address: { shell: at(shell), control: at(control), iopub: at(iopub) },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Where ports are chosen: below those that systems give to outgoing connections. A client that tries a port of that
 * range before its kernel is there can be given the very port as its own, and is then connected to itself.
 */
const PORTS = { least: 20_000, beyond: 32_000 } as const;
const TRIES = 100;

/** Ports nobody listens on. All are held until the last is found, so that they differ. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listenSomewhere()));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

async function listenSomewhere(): Promise<Server> {
  for (let tries = 1; ; tries++) {
    try {
      return await listen(randomInt(PORTS.least, PORTS.beyond));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || tries === TRIES) throw error;
    }
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Whoever connects meanwhile seeks another kernel; a connection would keep the server from closing.
    const server = createServer(socket => socket.destroy());
    server.once("error", reject);
    server.listen(port, HOST, () => resolve(server));
  });
}
