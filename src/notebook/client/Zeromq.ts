import { createRequire } from "node:module";
import { join } from "node:path";

/** A socket of zeromq 6, as far as a client of a kernel uses it. */
export interface ZeromqSocket extends AsyncIterable<readonly Uint8Array[]> {
  connect(address: string): void;
  close(): void;
}

/** A socket that sends and receives. */
export interface ZeromqDealer extends ZeromqSocket {
  send(frames: readonly (string | Uint8Array)[]): Promise<void>;
}

/** A socket that only listens. */
export interface ZeromqSubscriber extends ZeromqSocket {
  subscribe(): void;
}

/** The part of package zeromq 6 that is used. Our own words: it belongs to tslab and is no dependency of ours. */
export interface Zeromq {
  readonly Dealer: new (options: Readonly<Record<string, number>>) => ZeromqDealer;
  readonly Subscriber: new (options: Readonly<Record<string, number>>) => ZeromqSubscriber;
}

/**
 * The zeromq that a tslab brings with it.
 *
 * @param tslab folder of tslab, as {@link findTslab} gives it.
 * @throws Error naming the folder where it cannot be loaded (no prebuilt file for this system).
 */
export function loadZeromq(tslab: string): Zeromq {
  try {
    return createRequire(join(tslab, "package.json"))("zeromq") as Zeromq;
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Error(`zeromq of ${tslab} cannot be loaded (${why}): install tslab again`);
  }
}
