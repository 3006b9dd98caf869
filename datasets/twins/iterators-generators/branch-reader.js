function* walk(tree) {
  for (const branch of tree) {
    if (Array.isArray(branch)) {
      yield* walk(branch);
    } else {
      yield branch;
    }
  }
}

function leaves(tree) {
  const found = [];
  for (const leaf of walk(tree)) {
    if (leaf >= 0) {
      found.push(leaf);
    }
  }
  return found;
}
