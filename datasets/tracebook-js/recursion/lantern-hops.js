function place(spots, wanted) {
  const chosen = [];
  const found = [];
  let tried = 0;

  function step(index, last) {
    if (chosen.length === wanted) {
      found.push(chosen.join(""));
      return;
    }
    for (let i = index; i < spots.length; i++) {
      tried++;
      if (i === last + 1) continue;
      chosen.push(spots[i]);
      step(i + 1, i);
      chosen.pop();
    }
  }

  step(0, -2);
  return { found, tried };
}
