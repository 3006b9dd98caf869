import { readFileSync } from "node:fs";

/** A socket of zeromq 6, as far as a kernel uses it. */
interface Socket {
  bind(address: string): Promise<void>;
  send(frames: readonly (string | Uint8Array)[]): Promise<void>;
  receive(): Promise<Uint8Array[]>;
  close(): void;
}

type SocketClass = new (options: Readonly<Record<string, number>>) => Socket & AsyncIterable<Uint8Array[]>;

/** The part of package zeromq 6 that is used; it belongs to tslab. */
export interface KernelZeromq {
  readonly Publisher: SocketClass;
  readonly Router: SocketClass;
  readonly Reply: SocketClass;
}

/** What a connection file says, protocol 5. */
export interface ConnectionInfo {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly control_port: number;
  readonly stdin_port: number;
  readonly hb_port: number;
}

/** Reads a connection file. */
export function readConnection(path: string): ConnectionInfo {
  return JSON.parse(readFileSync(path, "utf8")) as ConnectionInfo;
}

/** Sockets whose messages are never dropped while somebody listens: tslab's limit of 1000 queued ones loses bursts. */
const SENDING = { sendHighWaterMark: 0, linger: 1000 };
const BOTH = { ...SENDING, receiveHighWaterMark: 0 };

/** The five sockets of a kernel. */
export class Sockets {
  readonly #iopub: Outbox;
  readonly #shell: Outbox;
  readonly #control: Outbox;
  readonly #all: readonly Socket[];

  private constructor(
    iopub: Socket,
    readonly shell: Socket & AsyncIterable<Uint8Array[]>,
    readonly control: Socket & AsyncIterable<Uint8Array[]>,
    rest: readonly Socket[],
  ) {
    this.#iopub = new Outbox(iopub);
    this.#shell = new Outbox(shell);
    this.#control = new Outbox(control);
    this.#all = [iopub, shell, control, ...rest];
  }

  /** Opens and binds all of them; the heartbeat is answered from here on. */
  static async bind(zeromq: KernelZeromq, connection: ConnectionInfo): Promise<Sockets> {
    const iopub = new zeromq.Publisher(SENDING);
    const shell = new zeromq.Router(BOTH);
    const control = new zeromq.Router(BOTH);
    const stdin = new zeromq.Router(BOTH);
    const heartbeat = new zeromq.Reply({ linger: 0 });
    const address = (port: number): string => `${connection.transport}://${connection.ip}:${port}`;
    await Promise.all([
      iopub.bind(address(connection.iopub_port)),
      shell.bind(address(connection.shell_port)),
      control.bind(address(connection.control_port)),
      stdin.bind(address(connection.stdin_port)),
      heartbeat.bind(address(connection.hb_port)),
    ]);
    void echo(heartbeat);
    return new Sockets(iopub, shell, control, [stdin, heartbeat]);
  }

  /** Sends a message to everybody who listens. */
  publish(frames: readonly (string | Uint8Array)[]): void {
    this.#iopub.send(frames);
  }

  /** Answers on the channel a request came from. */
  reply(channel: "shell" | "control", frames: readonly (string | Uint8Array)[]): void {
    (channel === "shell" ? this.#shell : this.#control).send(frames);
  }

  close(): void {
    for (const socket of this.#all) socket.close();
  }
}

/** Sends at once where the socket takes it, also while a cell keeps the event loop busy; else in order, as soon as it does. */
class Outbox {
  readonly #socket: Socket;
  readonly #waiting: (readonly (string | Uint8Array)[])[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  send(frames: readonly (string | Uint8Array)[]): void {
    this.#waiting.push(frames);
    if (this.#waiting.length === 1) this.#drain();
  }

  #drain(): void {
    while (this.#waiting.length > 0) {
      try {
        // Resolves at once: the sockets have no limit. It throws while an earlier send waits.
        this.#socket.send(this.#waiting[0]).catch(() => {});
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EBUSY") setTimeout(() => this.#drain(), 1);
        else this.#waiting.length = 0;
        return;
      }
      this.#waiting.shift();
    }
  }
}

async function echo(heartbeat: Socket): Promise<void> {
  try {
    for (;;) await heartbeat.send(await heartbeat.receive());
  } catch {
    // Closed.
  }
}
