import { createHmac, timingSafeEqual } from "node:crypto";
import type { Channel, JupyterMessage, MessageContent, MessageHeader } from "./JupyterMessage.js";

const DELIMITER = "<IDS|MSG>";

/** HMAC-SHA256 over the JSON parts, hex; empty without a key, as the protocol says. */
function signature(key: string, parts: readonly (string | Uint8Array)[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** Frames of a message without routing prefix: delimiter, signature, header, parent, metadata, content. */
export function packMessage(
  key: string,
  header: MessageHeader,
  content: MessageContent,
  metadata: MessageContent = {},
  parent: Partial<MessageHeader> = {},
): string[] {
  const parts = [header, parent, metadata, content].map(part => JSON.stringify(part));
  return [DELIMITER, signature(key, parts), ...parts];
}

/**
 * Reads the frames of one message.
 *
 * @throws Error saying what is wrong: no delimiter, too few parts, a signature that does not fit, no JSON.
 */
export function unpackMessage(key: string, channel: Channel, frames: readonly Uint8Array[]): JupyterMessage {
  const texts = frames.map(frame => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  const start = texts.findIndex(frame => frame.toString("latin1") === DELIMITER);
  if (start < 0) throw new Error("no delimiter <IDS|MSG>");
  const signed = texts[start + 1];
  const parts = texts.slice(start + 2, start + 6);
  if (signed === undefined || parts.length < 4)
    throw new Error(`${frames.length - start} frames from the delimiter on, 6 are needed`);
  const expected = Buffer.from(signature(key, parts));
  if (expected.length !== signed.length || !timingSafeEqual(expected, signed))
    throw new Error("the signature does not fit the content");
  const [header, parent, metadata, content] = parts.map(part => JSON.parse(part.toString("utf8")));
  return { channel, header, parent: parent ?? {}, metadata, content, buffers: frames.slice(start + 6) };
}
