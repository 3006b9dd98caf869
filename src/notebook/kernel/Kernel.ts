import { randomUUID } from "node:crypto";
import type { MessageContent, MessageHeader } from "../client/JupyterMessage.js";
import { packMessage, unpackMessage } from "../client/wireFormat.js";
import type { CellResult, CellRunner } from "./CellRunner.js";
import { describeThrown, INTERRUPTED } from "./describeError.js";
import { kernelInfo } from "./kernelInfo.js";
import { type MimeBundle, mimeBundle } from "./mimeBundle.js";
import { OutputStreams } from "./OutputStreams.js";
import type { Sockets } from "./Sockets.js";
import type { DisplayContent } from "./Tslab.js";
import { codePointOffset, utf16Offset } from "./unicodeOffsets.js";

/** A message that came in, with what is needed to answer it. */
interface Request {
  readonly channel: "shell" | "control";
  readonly identities: readonly Uint8Array[];
  readonly header: MessageHeader;
  readonly content: MessageContent;
}

/** What packages that display in the middle of a cell find under `Symbol.for("tracebook.kernel")` on `globalThis`. */
export interface KernelDisplay {
  display(
    bundle: Readonly<Record<string, unknown>>,
    options?: { readonly displayId?: string; readonly update?: boolean },
  ): void;
}

/** Longest wait for requests that were sent before a cell failed, ms. */
const GATHER_MS = 10;

/** The Jupyter side of the kernel, protocol 5.3: takes requests, runs cells one after the other, sends what comes of it. */
export class Kernel {
  readonly #sockets: Sockets;
  readonly #key: string;
  readonly #runner: CellRunner;
  readonly #session: string = randomUUID();
  readonly #streams: OutputStreams;
  readonly #queue: Request[] = [];
  #working = false;
  #count = 0;
  /** Request whose outputs are sent now: the latest cell, also after it has ended. */
  #current: Partial<MessageHeader> = {};
  #running = false;
  /** Gives up waiting for how the result of the cell shows itself. */
  #giveUp: (reason: Error) => void = () => {};

  constructor(sockets: Sockets, key: string, runner: CellRunner, onDisplay: DisplayHook) {
    this.#sockets = sockets;
    this.#key = key;
    this.#runner = runner;
    this.#streams = new OutputStreams((name, text) => this.#publish("stream", { name, text }));
    this.#streams.takeOver();
    onDisplay((content, update) => this.#display(content, update));
    const display: KernelDisplay["display"] = (data, { displayId, update = false } = {}) =>
      this.#display(
        { data, metadata: {}, ...(displayId === undefined ? {} : { transient: { display_id: displayId } }) },
        update,
      );
    Object.defineProperty(globalThis, Symbol.for("tracebook.kernel"), { value: { display } });
    process.on("SIGINT", () => this.#interrupt());
    process.on("uncaughtException", error => this.#stray("Uncaught", error));
    process.on("unhandledRejection", error => this.#stray("Unhandled rejection", error));
    // A cell may end the process: what it printed before is sent first.
    process.on("exit", () => this.#streams.flush());
  }

  /** Answers until it is told to shut down. */
  serve(): void {
    this.#publish("status", { execution_state: "starting" }, {});
    for (const channel of ["shell", "control"] as const) void this.#listen(channel);
  }

  async #listen(channel: "shell" | "control"): Promise<void> {
    for await (const frames of this.#sockets[channel]) {
      let request: Request;
      try {
        const { header, content } = unpackMessage(this.#key, channel, frames);
        const end = frames.findIndex(frame => Buffer.from(frame).toString("latin1") === "<IDS|MSG>");
        request = { channel, identities: frames.slice(0, end), header, content };
      } catch {
        // Not signed with our key: not for us.
        continue;
      }
      if (channel === "control") void this.#handle(request);
      else {
        this.#queue.push(request);
        if (!this.#working) void this.#work();
      }
    }
  }

  /** Shell requests are handled one after the other. */
  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift())
      await this.#handle(next);
    this.#working = false;
  }

  async #handle(request: Request): Promise<void> {
    const { header } = request;
    this.#publish("status", { execution_state: "busy" }, header);
    try {
      if (header.msg_type === "execute_request") await this.#execute(request);
      else this.#answer(request);
    } catch (error) {
      this.#reply(request, { status: "error", ...describeThrown(error) });
    } finally {
      this.#publish("status", { execution_state: "idle" }, header);
    }
    if (header.msg_type === "shutdown_request") this.#shutDown();
  }

  #answer(request: Request): void {
    const content = this.#answerTo(request);
    if (content !== undefined) this.#reply(request, content);
  }

  /** Content of the reply; undefined for what wants none, such as `comm_open`. */
  #answerTo({ header, content }: Request): object | undefined {
    const { handler } = this.#runner;
    const code = String(content.code ?? "");
    const cursor_pos = utf16Offset(code, Number(content.cursor_pos ?? 0));
    switch (header.msg_type) {
      case "kernel_info_request":
        return kernelInfo(handler.handleKernel());
      case "is_complete_request":
        return handler.handleIsComplete({ code });
      case "inspect_request":
        return handler.handleInspect({ code, cursor_pos });
      case "complete_request": {
        const found = handler.handleComplete({ code, cursor_pos });
        const [start, end] = [found.cursor_start, found.cursor_end].map(at => codePointOffset(code, at));
        return { ...found, cursor_start: start, cursor_end: end };
      }
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "history_request":
        return { status: "ok", history: [] };
      case "interrupt_request":
        this.#interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: content.restart === true };
      default:
        return undefined;
    }
  }

  async #execute(request: Request): Promise<void> {
    this.#running = true;
    try {
      await this.#runCell(request);
    } finally {
      this.#running = false;
    }
  }

  async #runCell(request: Request): Promise<void> {
    const { header } = request;
    const code = String(request.content.code ?? "");
    const silent = request.content.silent === true;
    const keep = !silent && request.content.store_history !== false;
    if (keep) this.#count++;
    const execution_count = this.#count;
    this.#streams.flush();
    this.#current = header;
    if (!silent) this.#publish("execute_input", { code, execution_count });
    const result = await this.#runner
      .run(execution_count, code)
      .catch((error: unknown): CellResult => ({ kind: "error", error: describeThrown(error) }));
    // What the cell set off without waiting, a rejection nobody handles too, still belongs to it.
    await new Promise(resolve => setImmediate(resolve));
    if (result.kind === "error") return this.#failed(request, result.error, execution_count);
    if (result.kind === "value") {
      try {
        const bundle = await this.#shown(result.value);
        this.#streams.flush();
        // Throws for data that are no JSON.
        if (!silent) this.#publish("execute_result", { ...bundle, execution_count });
      } catch (error) {
        return this.#failed(request, describeThrown(error), execution_count);
      }
    }
    this.#streams.flush();
    this.#reply(request, { status: "ok", execution_count, payload: [], user_expressions: {} });
  }

  /** The representations of a result, which a value may take its time for: an interrupt ends the wait. */
  #shown(value: unknown): Promise<MimeBundle> {
    const interrupted = new Promise<never>((_, reject) => {
      this.#giveUp = reject;
    });
    return Promise.race([mimeBundle(value), interrupted]);
  }

  /**
   * Unlike tslab, which drops whatever comes within 200 ms, only requests that were under way before the cell failed
   * are aborted, and only if it asked for that.
   */
  async #failed(request: Request, error: object, execution_count: number): Promise<void> {
    this.#streams.flush();
    if (request.content.silent !== true) this.#publish("error", { ...error });
    const aborted = request.content.stop_on_error === false ? [] : await this.#gather();
    this.#reply(request, { status: "error", execution_count, ...error });
    for (const { header, ...rest } of aborted) {
      this.#publish("status", { execution_state: "busy" }, header);
      this.#reply({ header, ...rest }, { status: "aborted" });
      this.#publish("status", { execution_state: "idle" }, header);
    }
  }

  /** Takes the execute requests out of the queue that have been sent already. */
  async #gather(): Promise<Request[]> {
    await new Promise(resolve => setTimeout(resolve, GATHER_MS));
    const waiting = this.#queue.splice(0);
    this.#queue.push(...waiting.filter(({ header }) => header.msg_type !== "execute_request"));
    return waiting.filter(({ header }) => header.msg_type === "execute_request");
  }

  #display(content: DisplayContent, update: boolean): void {
    this.#streams.flush();
    this.#publish(update ? "update_display_data" : "display_data", { ...content });
  }

  #interrupt(): void {
    if (!this.#running) return;
    this.#runner.interrupt();
    this.#giveUp(new Error(INTERRUPTED));
  }

  /** An error nobody waited for: it belongs to no cell any more. */
  #stray(what: string, error: unknown): void {
    const { traceback } = describeThrown(error);
    this.#streams.write("stderr", `${what}: ${traceback.join("\n")}\n`);
  }

  #publish(type: string, content: MessageContent, parent: Partial<MessageHeader> = this.#current): void {
    this.#sockets.publish([`kernel.${this.#session}.${type}`, ...this.#pack(type, content, parent)]);
  }

  #reply(request: Request, content: object): void {
    const type = request.header.msg_type.replace(/_request$/, "_reply");
    this.#sockets.reply(request.channel, [
      ...request.identities,
      ...this.#pack(type, { ...content }, request.header),
    ]);
  }

  #pack(type: string, content: MessageContent, parent: Partial<MessageHeader>): string[] {
    const header: MessageHeader = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      version: "5.3",
    };
    return packMessage(this.#key, header, content, {}, parent);
  }

  #shutDown(): void {
    this.#streams.flush();
    this.#runner.close();
    this.#sockets.close();
    // Timers of cells would keep the process; the sockets have sent what they had.
    setImmediate(() => process.exit(0));
  }
}

/** Tells tslab's own display functions where to send. */
type DisplayHook = (display: (content: DisplayContent, update: boolean) => void) => void;
