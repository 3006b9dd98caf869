import type { Language } from "../program/Program.js";

/** A file that a program of a data set imports or requires, itself or through another. */
export interface SiblingFile {
  /** Path as in {@link DatasetProgram.file}, relative to the data set. */
  readonly file: string;
  readonly source: string;
}

/** One program of a data set and the calls to make on it. */
export interface DatasetProgram {
  /** Unique within the data set; stable over versions. */
  readonly id: string;
  /** Path relative to the data set, with forward slashes; for rows `<data set>/<id>` with the language's extension. */
  readonly file: string;
  readonly language: Language;
  readonly family: string;
  /** Programs that share a source problem share a cluster. */
  readonly cluster: string;
  readonly title: string;
  readonly source: string;
  /** Expressions in the program's language, evaluated in its top-level scope; at least one. */
  readonly calls: readonly string[];
  /** Language constructs the program uses, sorted. */
  readonly tags: readonly string[];
  /** Files of its own folder that it loads, sorted by name. */
  readonly siblings: readonly SiblingFile[];
  /** The problem that this program shares with its twins in other languages, see `readTwins`; takes no part in the hash. */
  readonly twin?: string;
  /** Absolute path on this machine, where there is a file; takes no part in the hash. */
  readonly path?: string;
}

/** Under what terms the parts of a data set may be used: SPDX identifiers, `unknown` where it does not say. */
export interface DatasetLicence {
  readonly code: string;
  readonly data: string;
}

/** A set of programs, in a stable order. */
export interface Dataset {
  readonly schema: "tracebook/dataset@1";
  readonly name: string;
  /** `0` where the data does not say. */
  readonly version: string;
  readonly title: string;
  readonly licence: DatasetLicence;
  /** SHA-256, hex, over everything the programs hold but `path` and `twin`; not over name, version, title and licence. */
  readonly sha256: string;
  readonly programs: readonly DatasetProgram[];
}
