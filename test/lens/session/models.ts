import { fileURLToPath } from "node:url";
import type { LocalModel } from "../../../src/lens/session/LocalModel.js";
import { type OpenOptions, openLocalModel } from "../../../src/lens/session/openLocalModel.js";

/** Folder of a small random model (see test/lens/goldens/README.md). */
export function folder(name: string): string {
  return fileURLToPath(new URL(`../goldens/${name}`, import.meta.url));
}

/** Opens one, on one thread. */
export function open(name = "llama", options: OpenOptions = {}): Promise<LocalModel> {
  return openLocalModel(folder(name), { threads: 1, ...options });
}

/** 20 ids below 256. */
export const text: readonly number[] = Array.from({ length: 20 }, (_, i) => (37 * i + 11) % 256);

/** Largest absolute difference of two arrays of one length. */
export function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}
