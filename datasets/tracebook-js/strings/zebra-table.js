function table(text) {
  if (text === "") throw new RangeError("a table of nothing");
  const rows = text.split("|").map(row => row.split(","));
  const widths = [];
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) widths[i] = Math.max(widths[i] ?? 0, row[i].length);
  }
  rows.forEach((row, y) => {
    let line = "";
    for (let x = 0; x < widths.length; x++) {
      const cell = row[x] ?? "";
      const right = y > 0 && /^\d+$/.test(cell);
      line += right ? cell.padStart(widths[x]) : cell.padEnd(widths[x], y % 2 ? "." : " ");
      if (x < widths.length - 1) line += " ";
    }
    console.log(line.trimEnd());
  });
  return [rows.length, widths.reduce((sum, width) => sum + width + 1, -1)];
}
