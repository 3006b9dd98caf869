let looked = 0;

function best(row, barred) {
  looked++;
  if (row.length === 0) return { gain: 0, line: "" };
  let top = null;
  for (const side of ["L", "R"]) {
    if (side === barred && row.length > 1) continue;
    const value = side === "L" ? row[0] : row.at(-1);
    const rest = side === "L" ? row.slice(1) : row.slice(0, -1);
    const reply = best(rest, value % 2 === 0 ? side : "");
    const gain = value - reply.gain;
    if (top === null || gain > top.gain) top = { gain, line: side + reply.line };
  }
  return top;
}

function play(row) {
  const { gain, line } = best(row, "");
  return `${line || "-"} ${gain} (${looked})`;
}
