import { rename, rm, writeFile } from "node:fs/promises";

/** Writes a file so that its name never stands for half a content: a file beside it, then a rename. */
export async function saveFile(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, content);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
