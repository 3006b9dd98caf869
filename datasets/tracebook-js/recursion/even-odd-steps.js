const path = [];

function leftFoot(stair) {
  path.push("L" + stair);
  return stair <= 0 ? "left" : rightFoot(stair - (stair % 3 === 0 ? 2 : 1));
}

function rightFoot(stair) {
  path.push("R" + stair);
  return stair <= 0 ? "right" : leftFoot(stair - 1);
}

function descend(stairs) {
  const foot = leftFoot(stairs);
  return { foot, path };
}
