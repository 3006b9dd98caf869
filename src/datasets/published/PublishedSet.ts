/** A file as its home holds it. */
export interface PublishedFile {
  /** Name in the folder of the set. */
  readonly name: string;
  /** Path in the repository. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
}

/**
 * A file that no home holds: a JSON object `{file name: source}` of the programs that the rows of a CSV file name. Its
 * parts have no known checksum.
 */
export interface AssembledFile {
  /** Name in the folder of the set. */
  readonly name: string;
  /** Name of the CSV file of the set; its rows give `<Filename>_trace_<row % 5 + 1>.py`. */
  readonly rows: string;
  /** Path in the repository of the folder that holds the programs. */
  readonly folder: string;
}

/** What is known about the licence of a published data set. */
export interface PublishedLicence {
  /** SPDX identifier, or `none stated`. */
  readonly name: string;
  /** The line shown before anything is downloaded. */
  readonly line: string;
}

/** A data set that others published: it is read from a local copy, and never part of this package. */
export interface PublishedSet {
  /** What {@link loadDataset} and `tracebook datasets fetch` take. */
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  /** `owner/name` on GitHub, and the commit the files are taken from. */
  readonly repository: string;
  readonly commit: string;
  /** Folder below `TRACEBOOK_DATA` or the cache; sets of one work share it. */
  readonly folder: string;
  readonly files: readonly PublishedFile[];
  readonly assembled?: AssembledFile;
  readonly licence: PublishedLicence;
}
