function wrap(text, width) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (!word) continue;
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line += (line && " ") + word;
    }
  }
  if (line) lines.push(line);
  lines.forEach((each, i) => console.log(`${String(i + 1).padStart(2)} ${each}`));
  return Math.max(0, ...lines.map(each => each.length));
}
