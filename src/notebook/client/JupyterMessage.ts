/** Header of a Jupyter message, protocol 5.x. */
export interface MessageHeader {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly version: string;
}

/** Content of a message: what it holds follows from `msg_type`. */
export type MessageContent = Readonly<Record<string, unknown>>;

/** Sockets of a kernel that carry messages to and from a client. */
export type Channel = "shell" | "control" | "iopub";

/** A message as the kernel sent it; its signature was right. */
export interface JupyterMessage {
  readonly channel: Channel;
  readonly header: MessageHeader;
  /** Header of the request it belongs to; empty where the kernel speaks on its own. */
  readonly parent: Partial<MessageHeader>;
  readonly metadata: MessageContent;
  readonly content: MessageContent;
  /** Binary parts after the four JSON ones. */
  readonly buffers: readonly Uint8Array[];
}
