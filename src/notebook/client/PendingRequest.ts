import type { JupyterMessage, MessageContent } from "./JupyterMessage.js";

/** What came back for a request. */
export interface Answer {
  /** `msg_id` of the request, the parent of every message. */
  readonly id: string;
  /** Content of the reply. */
  readonly reply: MessageContent;
  /** Every message on iopub, in order, the two of status with them. */
  readonly messages: readonly JupyterMessage[];
  /** The kernel never said it was idle: messages were lost on the way, output among them perhaps. */
  readonly idleLost: boolean;
  /** The time ran out and the kernel stopped when it was interrupted. */
  readonly timedOut: boolean;
}

/** A request that waits for its reply and for the kernel to be idle again. */
export class PendingRequest {
  readonly answer: Promise<Answer>;
  /** Set when the time ran out, before the interrupt. */
  timedOut = false;
  readonly #id: string;
  readonly #onMessage: ((message: JupyterMessage) => void) | undefined;
  readonly #idleGraceMs: number;
  readonly #messages: JupyterMessage[] = [];
  #reply: MessageContent | undefined;
  #timer: NodeJS.Timeout | undefined;
  #resolve!: (answer: Answer) => void;
  #reject!: (error: unknown) => void;

  /**
   * @param onMessage called for each message on iopub as it comes; what it throws rejects the answer.
   * @param idleGraceMs silence on iopub after the reply until the idle counts as lost.
   */
  constructor(id: string, idleGraceMs: number, onMessage?: (message: JupyterMessage) => void) {
    this.#id = id;
    this.#idleGraceMs = idleGraceMs;
    this.#onMessage = onMessage;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Takes a message whose parent is this request. */
  take(message: JupyterMessage): void {
    if (message.channel !== "iopub") {
      this.#reply ??= message.content;
      // Control requests of older kernels have no status at all; shell ones had theirs, or will.
      if (this.#idle()) this.#done(false);
      else this.#wait();
      return;
    }
    this.#messages.push(message);
    try {
      this.#onMessage?.(message);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (this.#reply === undefined) return;
    if (this.#idle()) this.#done(false);
    else this.#wait();
  }

  /** Ends it without an answer. */
  fail(error: unknown): void {
    clearTimeout(this.#timer);
    this.#reject(error);
  }

  #idle(): boolean {
    return this.#messages.some(
      ({ header, content }) => header.msg_type === "status" && content.execution_state === "idle",
    );
  }

  /** Each message starts the wait anew: a long burst may arrive well after the reply. */
  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#done(true), this.#idleGraceMs);
  }

  #done(idleLost: boolean): void {
    clearTimeout(this.#timer);
    this.#resolve({
      id: this.#id,
      reply: this.#reply ?? {},
      messages: this.#messages,
      idleLost,
      timedOut: this.timedOut,
    });
  }
}
