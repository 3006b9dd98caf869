import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { MessageContent } from "../../../src/notebook/client/JupyterMessage.js";
import type { Answer } from "../../../src/notebook/client/PendingRequest.js";

/** Command of our kernel, as built. */
export function tracebookArgv(...more: readonly string[]): readonly string[] {
  return [
    process.execPath,
    join(import.meta.dirname, "../../../dist/kernel.cjs"),
    ...more,
    "{connection_file}",
  ];
}

/** What was printed, both streams. */
export function printed({ messages }: Answer): string {
  return messages
    .filter(({ header }) => header.msg_type === "stream")
    .map(({ content }) => content.text)
    .join("");
}

/** Messages of an answer but for those of status. */
export function outputs({ messages }: Answer): { readonly type: string; readonly content: MessageContent }[] {
  return messages
    .map(({ header, content }) => ({ type: header.msg_type, content }))
    .filter(({ type }) => type !== "status");
}

const folders: string[] = [];

/** A new empty folder, with no node_modules above it; removed after the tests. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tracebook-empty-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
