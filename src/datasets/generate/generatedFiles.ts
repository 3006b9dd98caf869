import { datasetFiles, type FolderFiles } from "../saveDataset.js";
import { GENERATOR } from "./commitment.js";
import type { Generated } from "./generatePrograms.js";
import type { Split } from "./split.js";

/** What the index of a generated data set says of its origin. */
export interface GeneratedOrigin {
  /** Version of the generator. */
  readonly version: string;
  readonly n: number;
  readonly split: Split;
  /** As {@link commitment} gives it. */
  readonly commitment: string;
  /** Only after the reveal. */
  readonly seed?: number;
  readonly salt?: string;
}

/**
 * Files of a generated data set. Its index holds the commitment, and for each program the public hash of its skeleton;
 * seed and salt only when they are revealed.
 */
export function generatedFiles(
  { programs }: Generated,
  origin: Omit<GeneratedOrigin, "version">,
): FolderFiles {
  const name = `generated-${origin.commitment.slice(0, 8)}`;
  return datasetFiles(
    {
      name,
      version: "1",
      title: `Programs written by ${GENERATOR}`,
      licence: { code: "CC0-1.0", data: "CC0-1.0" },
    },
    programs.map(each => each.program),
    { generator: { version: GENERATOR, ...origin } satisfies GeneratedOrigin },
    i => ({ skeleton: programs[i].skeleton, split: programs[i].split }),
  );
}
