function crossings(map, mark, most = Infinity) {
  const rows = [];
  let checked = 0;
  let stopped = null;
  row: for (let y = 0; y < map.length; y++) {
    let found = 0;
    for (const x in map[y]) {
      checked++;
      if (map[y][x] === ".") continue;
      if (map[y][x] === "!") {
        stopped = [Number(x), y];
        break row;
      }
      if (map[y][x] !== mark) continue row;
      if (++found >= most) {
        rows.push(`${y}*`);
        continue row;
      }
    }
    rows.push(`${y}:${found}`);
  }
  return { rows, checked, stopped };
}
