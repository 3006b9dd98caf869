const distance = (a, b) => {
  if (a.length !== b.length) return Infinity;
  let d = 0;
  for (let i = 0; i < a.length; i++) d += a[i] !== b[i];
  return d;
};

function ladders(text) {
  const words = text.split(/\s+/);
  const chains = [[words[0]]];
  for (let i = 1; i < words.length; i++) {
    if (distance(words[i - 1], words[i]) === 1) chains.at(-1).push(words[i]);
    else chains.push([words[i]]);
  }
  return chains.map(chain => `${chain[0]}..${chain[chain.length - 1]}#${chain.length}`);
}
