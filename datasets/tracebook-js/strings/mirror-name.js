function mirror(text) {
  const units = text.split("").reverse().join("");
  const points = [...text].reverse().join("");
  const widths = Array.from(text, ch => ch.length);
  let total = 0;
  for (const ch of text) total += ch.codePointAt(0) % 7;
  return { same: units === points, points, widths, total, upper: text.toUpperCase() };
}
