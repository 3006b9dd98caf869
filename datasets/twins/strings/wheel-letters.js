const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function turn(text, by) {
  let turned = "";
  for (const letter of text) {
    const place = LETTERS.indexOf(letter);
    if (place < 0) {
      turned += letter;
    } else {
      turned += LETTERS[(place + by) % 26];
    }
  }
  return turned;
}
