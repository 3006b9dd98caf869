import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { SourceError } from "../../program/SourceError.js";
import { readParts } from "./assembleTrace.js";
import type { Bytes } from "./container.js";
import type { Trace } from "./Trace.js";

/** How a trace file is read. */
export interface ReadOptions {
  /** Take what is whole of an interrupted or damaged file; the outcome is then `interrupted` unless the footer is there. */
  readonly recover?: boolean;
}

/**
 * Reads a `.trace` file into memory; chunks stay packed until they are looked at, programs are parsed when
 * `programs` is first asked for.
 *
 * @throws SourceError when the file cannot be read, is no trace, is of another version, or is damaged: with the
 * byte offset and what was found there.
 */
export function readTrace(path: string, options: ReadOptions = {}): Trace {
  let content: Uint8Array;
  try {
    content = readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  const bytes: Bytes = {
    file: path,
    size: content.length,
    read: (offset, length) => content.subarray(offset, offset + length),
  };
  return readParts(bytes, options.recover ?? false, true);
}

/** A trace whose chunks are read from disk when they are asked for. */
export interface OpenTrace extends Trace {
  /** Closes the file; chunks not at hand can then no longer be read. */
  close(): void;
}

/** Opens a finished `.trace` file: only header, strings and index are read. Errors as {@link readTrace}. */
export function openTrace(path: string): OpenTrace {
  let fd: number;
  let size: number;
  try {
    fd = openSync(path, "r");
    size = fstatSync(fd).size;
  } catch (error) {
    throw unreadable(path, error);
  }
  const bytes: Bytes = {
    file: path,
    size,
    read(offset, length) {
      const buffer = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const count = readSync(fd, buffer, done, length - done, offset + done);
        if (count === 0) break;
        done += count;
      }
      return buffer.subarray(0, done);
    },
  };
  try {
    const trace = readParts(bytes, false, false);
    return Object.defineProperty(trace, "close", { value: () => closeSync(fd) }) as OpenTrace;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function unreadable(path: string, error: unknown): SourceError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "is a folder" : (code ?? message);
  return new SourceError(`cannot be read: ${why}`, path);
}
