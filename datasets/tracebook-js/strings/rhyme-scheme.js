function ending(line, size) {
  const letters = line.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length < size - 1) throw new RangeError(`"${line}" is too short`);
  return letters.slice(-size);
}

function scheme(lines, size = 3) {
  const letters = new Map();
  let text = "";
  let repeats = 0;
  for (const line of lines) {
    const end = ending(line, size);
    if (letters.has(end)) repeats++;
    else letters.set(end, String.fromCharCode(97 + letters.size));
    text += letters.get(end);
  }
  return `${text || "-"}/${repeats}`;
}
