function playOff(names, strength, round) {
  if (names.length < 2) return names[0] ?? "nobody";
  const middle = Math.ceil(names.length / 2);
  const left = playOff(names.slice(0, middle), strength, round + 1);
  const right = playOff(names.slice(middle), strength, round + 1);
  const gap = strength[left] - strength[right];
  if (Number.isNaN(gap)) throw new TypeError(`${left} cannot meet ${right}`);
  const winner = gap < 0 ? right : left;
  strength[winner] -= Math.abs(gap) >> 1;
  console.log(`round ${round}: ${left} - ${right}, ${winner} at ${strength[winner]}`);
  return winner;
}

function champion(names, strength) {
  const winner = playOff(names, strength, 1);
  return [winner, strength[winner] ?? null];
}
