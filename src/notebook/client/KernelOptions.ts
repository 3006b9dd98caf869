import type { JupyterMessage, MessageContent } from "./JupyterMessage.js";

/** How a kernel is started. */
export interface StartOptions {
  /** Working directory of the kernel. */
  readonly cwd: string;
  /** Put to the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default 60000. */
  readonly startTimeoutMs?: number;
  /** `kernel_name` in the connection file. Default `tracebook`. */
  readonly kernelName?: string;
  /** Folder of the tslab whose zeromq is used. Default the one {@link findTslab} finds from `cwd`. */
  readonly tslab?: string;
  /** `interrupt_mode` of the kernel spec: by SIGINT, or by a message. Default `signal`. */
  readonly interruptMode?: "signal" | "message";
  /** Ends the start. */
  readonly signal?: AbortSignal;
  /** Called for messages on iopub that belong to no request that is pending: late output, for one. */
  readonly onStray?: (message: JupyterMessage) => void;
}

/** How a request is made. */
export interface RequestOptions {
  /** Called for each message on iopub that belongs to it, as it comes. */
  readonly onMessage?: (message: JupyterMessage) => void;
  /** From the sending on; then the kernel is interrupted. Default none. */
  readonly timeoutMs?: number;
  /** Interrupts the kernel; the answer is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Silence on iopub after the reply until the idle counts as lost, ms. Default 4000. */
  readonly idleGraceMs?: number;
}

/** How code is executed. */
export interface ExecuteOptions extends RequestOptions {
  /** Whether the kernel drops the requests queued behind this one when it fails. Default true, as in Jupyter. */
  readonly stopOnError?: boolean;
  /** No output, no count. Default false. */
  readonly silent?: boolean;
  /** Whether the execution counts. Default true. */
  readonly storeHistory?: boolean;
  /** Metadata of the message, such as `{ cellId }`. */
  readonly metadata?: MessageContent;
}
