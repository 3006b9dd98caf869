/** A file of a repository, as the hub lists it. */
export interface RepoFile {
  readonly path: string;
  readonly size: number;
  /** SHA-256 of the contents where the hub keeps them apart from git (LFS, Xet); else git's SHA-1 of the blob. */
  readonly checksum: { readonly kind: "sha256" | "git"; readonly hex: string };
}
