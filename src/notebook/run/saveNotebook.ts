import { mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { chmod, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Replaces the text of a notebook by rename, so that nobody ever sees half of it; links and access rights stay.
 *
 * @param before the text it was read as.
 * @throws Error when the file has another text by now: somebody saved it while it ran.
 */
export async function replaceNotebook(path: string, before: string, text: string): Promise<void> {
  const real = realpathSync(path);
  if (readFileSync(real, "utf8") !== before)
    throw new Error(`${path} was changed by somebody else while it ran: nothing written`);
  await write(real, text, statSync(real).mode & 0o777);
}

/** Writes a notebook to a new file, or over an old one; its folder is made. */
export async function saveNotebook(path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await write(path, text);
}

async function write(path: string, text: string, mode?: number): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, text);
    if (mode !== undefined) await chmod(part, mode);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
