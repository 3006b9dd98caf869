const WHEEL = "aeiou";

function turn(word, by) {
  const letters = [...word];
  let turned = 0;
  let at = 0;
  while (at < letters.length) {
    const letter = letters[at];
    const place = WHEEL.indexOf(letter.toLowerCase());
    if (place === -1) {
      at++;
      continue;
    }
    let target = (place + by) % WHEEL.length;
    if (target < 0) target += WHEEL.length;
    letters[at++] = letter < "a" ? WHEEL[target].toUpperCase() : WHEEL[target];
    turned++;
    by += turned % 2 ? 0 : 1;
  }
  return `${letters.join("")}:${turned}`;
}
