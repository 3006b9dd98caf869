/**
 * The process Python programs run in. A job starts from a copy of the whole memory of an interpreter that has loaded
 * its driver and nothing else; afterwards that memory is put back. So nothing of a job is left for the next one, and
 * equal programs find equal addresses.
 *
 * Arguments: `run` or `make`, Pyodide's folder, and for `run` the snapshot's path or nothing. `make` writes a snapshot
 * to its output and ends.
 */
import { readFileSync, readSync, writeSync } from "node:fs";
import { Frame, FrameReader, frameHead } from "../../sandbox/frames.js";
import { send } from "../../sandbox/send.js";
import { DRIVERS, End, Message } from "../messages.js";
import { fatal } from "./fatal.js";
import { loadInterpreter, lockInterpreter } from "./interpreter.js";
import { MessageCheck } from "./MessageCheck.js";

/** Growth of the memory by one job, bytes, beyond which a fresh process is cheaper than cleaning this one. */
const GROWTH = 96 * 2 ** 20;

const [mode, folder, path] = process.argv.slice(2);

async function make(): Promise<void> {
  const { py } = await loadInterpreter(folder, undefined, true);
  const memory = py.makeMemorySnapshot();
  for (let at = 0; at < memory.length; ) {
    try {
      at += writeSync(1, memory, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

async function serve(): Promise<void> {
  // Its digest at the end is the host's affair.
  const snapshot = path ? readFileSync(path).subarray(0, -64) : undefined;
  const interpreter = await loadInterpreter(folder, snapshot, false);
  let input: Uint8Array = new Uint8Array(0);
  const check = new MessageCheck();
  const python = lockInterpreter(interpreter, {
    read(bytes) {
      const piece = input.subarray(0, bytes);
      input = input.subarray(piece.length);
      return piece.length === 0 ? undefined : piece;
    },
    write(piece) {
      check.take(piece);
      send([piece]);
    },
  });
  const bare = python.remember();
  const drivers = new Map<number, Uint8Array>();
  let dirty = false;
  let status: number = End.OK;
  let spent = false;

  /** @returns whether Python came back in good order. */
  function call(name: "load" | "run", body: Uint8Array): boolean {
    input = body;
    try {
      python.call(name);
    } catch {
      // The stack of the engine ran over, a door was closed, or Python gave up.
      return false;
    }
    return fatal === undefined && check.whole;
  }

  function load(id: number, body: Uint8Array): void {
    if (drivers.size >= DRIVERS) drivers.delete(drivers.keys().next().value!);
    python.restore(bare);
    interpreter.cap(1024);
    if (!call("load", body)) process.exit(70);
    drivers.set(id, python.remember());
    send([frameHead(Frame.READY, 0)]);
  }

  function run(id: number, memoryMiB: number, body: Uint8Array): void {
    const memory = drivers.get(id)!;
    if (dirty && !python.restore(memory)) spent = true;
    interpreter.cap(memoryMiB + memory.length / 2 ** 20);
    dirty = true;
    status = call("run", body) ? End.OK : End.DEAD;
    const { length } = interpreter.py._module.HEAPU8;
    if (status !== End.OK || length > memory.length + GROWTH) spent = true;
  }

  let current = -1;
  const reader = new FrameReader(({ kind, a, b, body }) => {
    if (kind === Message.LOAD) {
      load(a, body);
      current = a;
      dirty = false;
    } else if (kind === Message.JOB) {
      if (a !== current) dirty = true;
      current = a;
      run(a, b, body);
    } else if (kind === Message.SEAL) {
      send([frameHead(Message.END, body.length, status, spent ? 1 : 0), body]);
      if (!spent && !python.restore(drivers.get(current)!)) spent = true;
      dirty = spent;
    }
  });
  send([frameHead(Frame.READY, 0)]);
  const piece = Buffer.alloc(1 << 16);
  for (;;) {
    const count = readSync(0, piece);
    if (count === 0) break;
    reader.push(piece.subarray(0, count));
  }
}

void (mode === "make" ? make() : serve()).then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(71);
  },
);
