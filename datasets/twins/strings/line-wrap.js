function wrap(words, width) {
  let line = "";
  let lines = 0;
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > width) {
      console.log(line);
      lines += 1;
      line = "";
    }
    if (line !== "") {
      line += " ";
    }
    line += word;
  }
  if (line !== "") {
    console.log(line);
    lines += 1;
  }
  return lines;
}
