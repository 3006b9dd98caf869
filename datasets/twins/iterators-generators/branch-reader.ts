type Tree = (number | Tree)[];

function* walk(tree: Tree): Generator<number> {
  for (const branch of tree) {
    if (Array.isArray(branch)) {
      yield* walk(branch);
    } else {
      yield branch;
    }
  }
}

function leaves(tree: Tree): number[] {
  const found: number[] = [];
  for (const leaf of walk(tree)) {
    if (leaf >= 0) {
      found.push(leaf);
    }
  }
  return found;
}
