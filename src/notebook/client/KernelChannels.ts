import type { Connection } from "./ConnectionFile.js";
import type { Channel, JupyterMessage } from "./JupyterMessage.js";
import { unpackMessage } from "./wireFormat.js";
import type { Zeromq, ZeromqDealer, ZeromqSocket } from "./Zeromq.js";

/** The sockets of a client to one kernel. */
export class KernelChannels {
  readonly #key: string;
  readonly #dealers: Readonly<Record<"shell" | "control", ZeromqDealer>>;
  readonly #sockets: readonly ZeromqSocket[];
  readonly #sent: Record<"shell" | "control", Promise<void>> = {
    shell: Promise.resolve(),
    control: Promise.resolve(),
  };
  readonly #faults: string[] = [];

  /** @param onMessage called for every message with a right signature, in the order of its channel. */
  constructor(zeromq: Zeromq, connection: Connection, onMessage: (message: JupyterMessage) => void) {
    this.#key = connection.key;
    const { address } = connection;
    // A message that cannot be sent any more must not keep this process; a kernel that is not there yet is
    // tried often, as its start is waited for.
    const options = { linger: 0, reconnectInterval: 20 };
    const shell = new zeromq.Dealer(options);
    const control = new zeromq.Dealer(options);
    // 0 is no limit: a subscriber that falls behind loses messages silently.
    const iopub = new zeromq.Subscriber({ ...options, receiveHighWaterMark: 0 });
    iopub.subscribe();
    this.#dealers = { shell, control };
    this.#sockets = [shell, control, iopub];
    for (const [channel, socket] of Object.entries({ shell, control, iopub })) {
      socket.connect(address[channel as Channel]);
      void this.#read(channel as Channel, socket, onMessage);
    }
  }

  /** What was wrong with messages that were dropped, such as a signature that does not fit. */
  get faults(): readonly string[] {
    return this.#faults;
  }

  /** Sends frames after all that were given before; a closed socket drops them. */
  send(channel: "shell" | "control", frames: readonly string[]): void {
    this.#sent[channel] = this.#sent[channel].then(() => this.#dealers[channel].send(frames)).catch(() => {});
  }

  /** Closes the sockets; nothing is called afterwards. */
  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  async #read(
    channel: Channel,
    socket: ZeromqSocket,
    onMessage: (message: JupyterMessage) => void,
  ): Promise<void> {
    for await (const frames of socket) {
      let message: JupyterMessage;
      try {
        message = unpackMessage(this.#key, channel, frames);
      } catch (error) {
        this.#faults.push(`${channel}: ${error instanceof Error ? error.message : String(error)}`);
        continue;
      }
      onMessage(message);
    }
  }
}
