function toggle(lamps, presses) {
  let missed = 0;
  for (const press of presses) {
    if (press >= lamps.length) {
      console.log(`no lamp ${press}`);
      missed += 1;
      continue;
    }
    for (const near of [press - 1, press, press + 1]) {
      if (0 <= near && near < lamps.length) {
        lamps[near] = !lamps[near];
      }
    }
  }
  let lit = 0;
  for (const lamp of lamps) {
    if (lamp) {
      lit += 1;
    }
  }
  console.log(`${lit} lit`);
  return { lamps: lamps, lit: lit, missed: missed };
}
