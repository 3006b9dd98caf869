function count(words) {
  const counts = {};
  let most = null;
  for (const word of words) {
    counts[word] = (counts[word] ?? 0) + 1;
    if (most === null || counts[word] > counts[most]) {
      most = word;
    }
  }
  return { counts: counts, most: most };
}
