const END = "*";

function add(node, word) {
  for (const letter of word) node = node[letter] ??= {};
  node[END] = true;
}

function remove(node, word, at = 0) {
  if (at === word.length) {
    if (!node[END]) return false;
    return delete node[END];
  }
  const child = node[word[at]];
  if (child === undefined || !remove(child, word, at + 1)) return false;
  if (Object.keys(child).length === 0) delete node[word[at]];
  return true;
}

function* below(node, prefix) {
  if (END in node) yield prefix;
  for (const letter in node) {
    if (letter !== END) yield* below(node[letter], prefix + letter);
  }
}

function shelve(words, prefix) {
  const root = {};
  for (const word of words) {
    if (word[0] !== "-") add(root, word);
    else if (!remove(root, word.slice(1))) throw new Error(`no ${word.slice(1)} here`);
  }
  let node = root;
  for (const letter of prefix) node = node?.[letter];
  return node ? [...below(node, prefix)] : null;
}
