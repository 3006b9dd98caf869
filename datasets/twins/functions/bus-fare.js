function price(zones) {
  if (zones === 0) {
    return 0;
  }
  return 2 + zones;
}

function fare(rides, limit) {
  let total = 0;
  let free = 0;
  for (const zones of rides) {
    let cost = price(zones);
    if (total + cost > limit) {
      free += 1;
      cost = limit - total;
    }
    total += cost;
  }
  return [total, free];
}
