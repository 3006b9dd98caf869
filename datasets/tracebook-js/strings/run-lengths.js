function squeeze(text) {
  let out = "";
  for (let i = 0, j = 0; i < text.length; i = j) {
    while (j < text.length && text[j] === text[i]) j++;
    const run = j - i;
    out += run > 1 ? run + text[i] : text[i];
  }
  return out;
}

function restore(text) {
  const out = text.replace(/(\d+)(\D)/g, (all, n, letter) => letter.repeat(n));
  if (/\d/.test(out)) throw new Error(`count without a letter in "${text}"`);
  return out;
}
