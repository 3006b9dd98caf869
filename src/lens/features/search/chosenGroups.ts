import { SourceError } from "../../../program/SourceError.js";
import { type FiringIndex, groupStarts } from "../index/FiringIndex.js";

/** Groups of units by name, all where none are named: their kind, first unit, and the one past their last. @throws SourceError for a name there is none of. */
export function chosenGroups(
  { about, path }: FiringIndex,
  names: readonly string[] | undefined,
): { kind: string; from: number; to: number }[] {
  const starts = groupStarts(about.groups);
  for (const name of names ?? [])
    if (!about.groups.some(group => group.name === name))
      throw new SourceError(
        `there is no group "${name}"; there are ${about.groups.map(group => group.name).join(", ")}`,
        path,
      );
  return about.groups.flatMap(({ name, kind }, i) =>
    names === undefined || names.includes(name) ? [{ kind, from: starts[i], to: starts[i + 1] }] : [],
  );
}
