import { type FileHandle, open } from "node:fs/promises";
import { SourceError } from "../../program/SourceError.js";

/** Opens a file for reading. @throws SourceError saying why it cannot be read. */
export async function openFile(file: string): Promise<FileHandle> {
  const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === "ENOENT" ? "no such file" : error.code === "EACCES" ? "may not be read" : error.message;
    throw new SourceError(why, file);
  });
  if ((await handle.stat()).isDirectory()) {
    await handle.close();
    throw new SourceError("is a folder; expected a file", file);
  }
  return handle;
}
