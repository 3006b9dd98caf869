import { randomUUID } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";
import { type Connection, writeConnectionFile } from "./ConnectionFile.js";
import { findTslab } from "./findTslab.js";
import type { JupyterMessage, MessageContent } from "./JupyterMessage.js";
import { KernelChannels } from "./KernelChannels.js";
import { howEnded, type KernelEnd, KernelError } from "./KernelError.js";
import type { ExecuteOptions, RequestOptions, StartOptions } from "./KernelOptions.js";
import { KernelProcess } from "./KernelProcess.js";
import { type Answer, PendingRequest } from "./PendingRequest.js";
import { packMessage } from "./wireFormat.js";
import { loadZeromq } from "./Zeromq.js";

const PROTOCOL = "5.3";
/** Silence on iopub after a reply until the idle counts as lost. */
const IDLE_GRACE_MS = 4000;
/** How long a kernel may take to stop what it does when it is interrupted. */
const INTERRUPT_GRACE_MS = 5000;
/** How long a kernel may take to end when it is told to. */
const SHUTDOWN_GRACE_MS = 2000;
/** A kernel info is asked again when its reply came and no status within this time: iopub was not there yet. */
const JOIN_MS = 100;
/** A kernel that has not answered within this time is asked again. */
const ASK_AGAIN_MS = 5000;
/** Ports were free when they were chosen; another process may take one before the kernel does. */
const PORT_TAKEN = /EADDRINUSE|Address already in use/i;
const PORT_TRIES = 3;

/** A running kernel and the line to it. Started with {@link KernelClient.start}, ended with `shutdown`. */
export class KernelClient {
  readonly #argv: readonly string[];
  readonly #options: StartOptions;
  readonly #session: string = randomUUID();
  readonly #pending = new Map<string, PendingRequest>();
  #process!: KernelProcess;
  #channels!: KernelChannels;
  #connection!: Connection;
  #end: KernelEnd | undefined;
  #info: MessageContent = {};
  #iopubSeen = false;

  private constructor(argv: readonly string[], options: StartOptions) {
    this.#argv = argv;
    this.#options = options;
  }

  /**
   * Starts a kernel; ready when it has answered on shell and been heard on iopub, so that no output can be missed.
   *
   * @param argv program and arguments; `{connection_file}` stands for the path of the connection file.
   * @throws KernelError when it ends or does not answer in time, with the last it wrote.
   */
  static async start(argv: readonly string[], options: StartOptions): Promise<KernelClient> {
    const client = new KernelClient(argv, options);
    await client.#start();
    return client;
  }

  /** Content of the kernel info reply. */
  get info(): MessageContent {
    return this.#info;
  }

  /** How the kernel ended; `undefined` while it runs. */
  get end(): KernelEnd | undefined {
    return this.#end;
  }

  /** The last lines the kernel's process wrote on its own stderr and stdout. */
  get tail(): string {
    return this.#process.tail;
  }

  /** What was wrong with messages that were dropped, such as a signature that does not fit. */
  get faults(): readonly string[] {
    return this.#channels.faults;
  }

  /**
   * Executes code. Several executions may be under way: the kernel queues them.
   *
   * @returns once the reply and the idle have come; an error in the code is a reply of status `error`.
   * @throws KernelError when the kernel ends, or does not stop within 5 s of being interrupted at the timeout.
   */
  execute(code: string, options: ExecuteOptions = {}): Promise<Answer> {
    const { stopOnError = true, silent = false, storeHistory = !silent, metadata } = options;
    const content = {
      code,
      silent,
      store_history: storeHistory,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: stopOnError,
    };
    return this.#ask("shell", "execute_request", content, options, metadata);
  }

  /**
   * Makes any other request on shell.
   *
   * @param type such as `complete` or `kernel_info`; `_request` is put to it.
   */
  request(type: string, content: MessageContent = {}, options: RequestOptions = {}): Promise<Answer> {
    return this.#ask("shell", `${type}_request`, content, options);
  }

  /** Tells the kernel to stop what it executes; returns at once. */
  interrupt(): void {
    if (this.#end !== undefined) return;
    if (this.#options.interruptMode !== "message") this.#process.interrupt();
    else this.#ask("control", "interrupt_request", {}).catch(() => {});
  }

  /** Ends the kernel and starts it again with the same command; what was pending is rejected. */
  async restart(): Promise<void> {
    await this.#stop(true, SHUTDOWN_GRACE_MS);
    await this.#start();
  }

  /**
   * Ends the kernel: asks it to, then kills it with all it started. What was pending is rejected.
   *
   * @param options `graceMs`: how long it is waited for; 0 kills at once. Default 2000.
   */
  async shutdown(options: { readonly graceMs?: number } = {}): Promise<void> {
    await this.#stop(false, options.graceMs ?? SHUTDOWN_GRACE_MS);
  }

  async #start(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#open();
        return;
      } catch (error) {
        const again = error instanceof KernelError && PORT_TAKEN.test(error.message) && tries < PORT_TRIES;
        await this.#stop(false, 0);
        if (!again) throw error;
      }
    }
  }

  async #open(): Promise<void> {
    const { cwd, env, tslab = findTslab(cwd), kernelName = "tracebook", signal } = this.#options;
    signal?.throwIfAborted();
    const zeromq = loadZeromq(tslab);
    const connection = await writeConnectionFile(kernelName);
    this.#connection = connection;
    this.#end = undefined;
    this.#iopubSeen = false;
    const argv = this.#argv.map(word => word.replaceAll("{connection_file}", connection.file));
    const process = new KernelProcess(argv, { cwd, env }, connection.remove);
    this.#process = process;
    void process.ended.then(end => {
      if (this.#process === process) this.#ended(end);
    });
    this.#channels = new KernelChannels(zeromq, connection, message => this.#take(message));
    await this.#ready();
  }

  /** Waits until the kernel has answered on shell and was heard on iopub. */
  async #ready(): Promise<void> {
    const { startTimeoutMs = 60_000, signal } = this.#options;
    let over: unknown;
    const stop = (error: unknown): void => {
      over = error;
      this.#failAll(error);
    };
    const timer = setTimeout(() => {
      const why = [...new Set(this.faults)].map(fault => `; dropped a message: ${fault}`).join("");
      const tail = this.tail === "" ? "" : `\n${this.tail}`;
      stop(new KernelError(`the kernel did not answer within ${startTimeoutMs} ms${why}${tail}`));
    }, startTimeoutMs);
    const poll = setInterval(() => {
      if (PORT_TAKEN.test(this.tail)) stop(new KernelError(`a port was taken\n${this.tail}`));
    }, JOIN_MS);
    const abort = (): void => stop(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      while (over === undefined) {
        const asked = this.#ask("shell", "kernel_info_request", {}, { idleGraceMs: JOIN_MS });
        // A request that got lost is not waited for to the end: whichever is answered first counts.
        const answer = await Promise.race([asked, after(ASK_AGAIN_MS, undefined, { ref: false })]);
        asked.catch(() => {});
        if (answer === undefined) continue;
        this.#info = answer.reply;
        if (this.#iopubSeen) return;
      }
      throw over;
    } finally {
      clearTimeout(timer);
      clearInterval(poll);
      signal?.removeEventListener("abort", abort);
    }
  }

  async #ask(
    channel: "shell" | "control",
    type: string,
    content: MessageContent,
    options: RequestOptions = {},
    metadata?: MessageContent,
  ): Promise<Answer> {
    options.signal?.throwIfAborted();
    if (this.#end !== undefined) throw new KernelError(`the kernel ended ${howEnded(this.#end)}`, this.#end);
    const id = randomUUID();
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.#session,
      username: "tracebook",
      date: new Date().toISOString(),
      version: PROTOCOL,
    };
    const pending = new PendingRequest(id, options.idleGraceMs ?? IDLE_GRACE_MS, options.onMessage);
    this.#pending.set(id, pending);
    this.#channels.send(channel, packMessage(this.#connection.key, header, content, metadata));
    const forget = this.#watch(pending, options);
    try {
      const answer = await pending.answer;
      options.signal?.throwIfAborted();
      return answer;
    } finally {
      forget();
      this.#pending.delete(id);
    }
  }

  /** Interrupts at the timeout or the signal, and gives up on a kernel that does not stop. */
  #watch(pending: PendingRequest, { timeoutMs, signal }: RequestOptions): () => void {
    let grace: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      this.interrupt();
      grace ??= setTimeout(() => {
        const seconds = `${INTERRUPT_GRACE_MS / 1000} s`;
        pending.fail(
          signal?.aborted
            ? signal.reason
            : new KernelError(
                `not done after ${(timeoutMs ?? 0) / 1000} s, nor ${seconds} after the interrupt`,
              ),
        );
      }, INTERRUPT_GRACE_MS);
    };
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            pending.timedOut = true;
            interrupt();
          }, timeoutMs);
    signal?.addEventListener("abort", interrupt, { once: true });
    return () => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal?.removeEventListener("abort", interrupt);
    };
  }

  #take(message: JupyterMessage): void {
    const { channel, header, parent } = message;
    if (channel === "iopub" && header.msg_type === "status") this.#iopubSeen = true;
    const pending = parent.msg_id === undefined ? undefined : this.#pending.get(parent.msg_id);
    if (pending !== undefined) pending.take(message);
    else if (channel === "iopub") this.#options.onStray?.(message);
  }

  #ended(end: KernelEnd): void {
    this.#end = end;
    this.#failAll(new KernelError(`the kernel ended ${howEnded(end)}`, end));
  }

  #failAll(error: unknown): void {
    for (const pending of this.#pending.values()) pending.fail(error);
  }

  async #stop(restart: boolean, graceMs: number): Promise<void> {
    const process = this.#process;
    if (process === undefined) {
      this.#connection?.remove();
      return;
    }
    if (this.#end === undefined && graceMs > 0) {
      this.#ask("control", "shutdown_request", { restart }).catch(() => {});
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, graceMs);
        void process.ended.then(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    process.kill();
    const end = await process.ended;
    this.#ended(end);
    this.#channels?.close();
    this.#connection?.remove();
  }
}
