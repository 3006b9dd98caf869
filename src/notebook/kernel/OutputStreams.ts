import { StringDecoder } from "node:string_decoder";

/** Names of the streams of a cell. */
export type StreamName = "stdout" | "stderr";

/** Names of the encoding in which text needs no decoding. */
const UTF8 = /^utf-?8$/i;

/** Longest time text waits for more, ms. */
const WAIT_MS = 20;
/** Text sent at once at the latest, UTF-16 units. */
const MOST = 64 * 1024;

/**
 * Takes over stdout and stderr. What is written at a stretch goes out as few messages: every message on its own costs a
 * front end more than it costs us, and thousands at once made tslab drop some.
 */
export class OutputStreams {
  readonly #send: (name: StreamName, text: string) => void;
  #name: StreamName = "stdout";
  #held = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (name: StreamName, text: string) => void) {
    this.#send = send;
  }

  /** Replaces `process.stdout.write` and `process.stderr.write` from here on. */
  takeOver(): void {
    for (const name of ["stdout", "stderr"] as const) {
      const decoder = new StringDecoder("utf8");
      type Written = () => void;
      process[name].write = (
        chunk: Uint8Array | string,
        encoding?: BufferEncoding | Written,
        written?: Written,
      ): boolean => {
        const isText = typeof chunk === "string" && (typeof encoding !== "string" || UTF8.test(encoding));
        this.write(name, isText ? chunk : decoder.write(bytesOf(chunk, encoding)));
        const done = typeof encoding === "function" ? encoding : written;
        if (done !== undefined) queueMicrotask(done);
        return true;
      };
    }
  }

  /** Holds text of a stream until the next {@link OutputStreams.flush}, a short while, or 64 KiB. */
  write(name: StreamName, text: string): void {
    if (text === "") return;
    if (name !== this.#name) {
      this.flush();
      this.#name = name;
    }
    this.#held += text;
    if (this.#held.length >= MOST) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), WAIT_MS).unref();
  }

  /** Sends what is held: before anything else is sent, so that order stays. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held === "") return;
    const text = this.#held;
    this.#held = "";
    this.#send(this.#name, text);
  }
}

/** The bytes of what is written: of a text in the encoding it is said to have. */
function bytesOf(chunk: Uint8Array | string, encoding: unknown): Buffer {
  return typeof chunk === "string" ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk);
}
