function moving(names) {
  const shelf = new Map(names.map((name, i) => [name, i]));
  const visited = [];
  for (const [name, i] of shelf) {
    visited.push(name + i);
    if (i === 0) {
      shelf.delete(names[1]);
      shelf.set("late", 99);
    }
    if (visited.length > 5) break;
  }
  const list = names.slice();
  let reads = 0;
  for (const name of list) {
    reads++;
    if (list.length < 4) list.push(name + "!");
  }
  const record = Object.fromEntries(names.map(name => [name, 1]));
  const keys = [];
  for (const key in record) {
    keys.push(key);
    delete record[names.at(-1)];
  }
  return { visited, left: [...shelf.keys()], reads, keys };
}
