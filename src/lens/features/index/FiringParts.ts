import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createSections } from "../container/createSections.js";
import { openSections, type SectionsFile } from "../container/openSections.js";
import type { SortedFirings } from "./FiringSorter.js";

const PART = "tracebook/firing-part@1";

/** What a whole part is named; one that is being written has another ending behind it, and its full size from the start. */
const WHOLE = /^\d{8}\.part$/;

/** A run of tokens whose firings are sorted, on disk. */
interface PartAbout {
  /** What is being built: parts of another build are not taken up. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Runs of tokens that are done, in a folder beside the index that is being built. */
export class FiringParts {
  /** Tokens that are done, from the first on. */
  done = 0;
  readonly #folder: string;
  readonly #key: string;
  readonly #paths: string[] = [];

  private constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = key;
  }

  /** Takes up what an earlier build of the same thing left; what does not belong to it goes. */
  static async take(folder: string, key: string): Promise<FiringParts> {
    const parts = new FiringParts(folder, key);
    await mkdir(folder, { recursive: true });
    const names = (await readdir(folder)).sort();
    for (const name of names) {
      const path = join(folder, name);
      const about = WHOLE.test(name) ? await readAbout(path) : undefined;
      if (about?.key === key && about.from === parts.done && about.to > about.from) {
        parts.#paths.push(path);
        parts.done = about.to;
      } else await rm(path, { force: true, recursive: true });
    }
    return parts;
  }

  /** Puts the next run of tokens on disk, up to the token `to`. */
  async add(to: number, { offsets, positions, values }: SortedFirings): Promise<void> {
    const path = join(this.#folder, `${String(this.#paths.length).padStart(8, "0")}.part`);
    const about: PartAbout = { key: this.#key, from: this.done, to };
    const draft = await createSections(
      path,
      { schema: PART, about },
      {
        offsets: { type: "u32", count: offsets.length },
        positions: { type: "u32", count: positions.length },
        values: { type: "f32", count: values.length },
      },
    );
    try {
      await draft.write("offsets", 0, offsets);
      await draft.write("positions", 0, positions);
      await draft.write("values", 0, values);
    } catch (error) {
      await draft.abort();
      throw error;
    }
    await draft.finish();
    this.#paths.push(path);
    this.done = to;
  }

  /** Opens all of them, in the order of their tokens; whoever asks closes them. */
  async open(): Promise<{ readonly file: SectionsFile; readonly offsets: Uint32Array }[]> {
    const opened: { file: SectionsFile; offsets: Uint32Array }[] = [];
    try {
      for (const path of this.#paths) {
        const file = await openSections(path, PART);
        opened.push({ file, offsets: new Uint32Array(0) });
        opened[opened.length - 1].offsets = (await file.read("offsets")) as Uint32Array;
      }
      return opened;
    } catch (error) {
      for (const { file } of opened) await file.close();
      throw error;
    }
  }

  /** Removes the folder. */
  async remove(): Promise<void> {
    await rm(this.#folder, { force: true, recursive: true });
  }
}

/** What a part is of; undefined for what is no whole part. */
async function readAbout(path: string): Promise<PartAbout | undefined> {
  try {
    const file = await openSections(path, PART);
    await file.close();
    return file.header.about as PartAbout;
  } catch {
    return undefined;
  }
}
