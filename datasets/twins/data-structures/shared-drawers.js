function fill(things, moves) {
  const drawers = [things, things, things.slice()];
  for (const [drawer, thing] of moves) {
    drawers[drawer].push(thing);
  }
  let same = 0;
  for (const drawer of drawers) {
    if (drawer === things) {
      same += 1;
    }
  }
  things = things.concat(["lid"]);
  return { drawers: drawers, things: things, same: same };
}
