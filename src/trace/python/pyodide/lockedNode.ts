import { type Command, permissionFlag } from "../../sandbox/lockdown.js";

/** Heap of JavaScript, MiB: Python's memory is not in it. */
const HEAP_MIB = 512;

/** Node without rights: it may read one script and what is named, nothing else, and makes no code from text. */
export function lockedNode(
  script: string,
  args: readonly string[],
  readable: readonly string[],
  stackKiB: number = 900,
): Command {
  const flag = permissionFlag();
  return {
    file: process.execPath,
    args: [
      ...(flag === undefined ? [] : [flag, ...[script, ...readable].map(path => `--allow-fs-read=${path}`)]),
      "--no-warnings",
      "--disallow-code-generation-from-strings",
      `--max-old-space-size=${HEAP_MIB}`,
      `--stack-size=${stackKiB}`,
      script,
      ...args,
    ],
  };
}
