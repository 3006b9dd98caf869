function spread(rows, start, strength) {
  const sheet = rows.map(row => [...row]);
  let drops = 0;
  (function drop(x, y, left) {
    const cell = sheet[y]?.[x];
    if (cell === undefined || cell === "#") return;
    if (cell !== "." && Number(cell) >= left) return;
    sheet[y][x] = String(left);
    drops++;
    if (left === 1) return;
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ])
      drop(x + dx, y + dy, left - 1);
  })(...start, strength);
  return [sheet.map(row => row.join("")).join("/"), drops];
}
