function columns(coins, tallest = 3) {
  const heights = {};
  const overflow = [];
  for (const coin of coins) {
    heights[coin] ??= 0;
    if (heights[coin] === tallest) {
      overflow.push(coin);
      continue;
    }
    heights[coin] += 1;
  }
  let total = 0;
  const rows = [];
  for (const coin in heights) {
    total += coin * heights[coin];
    rows.push(`${coin}:${"o".repeat(heights[coin])}`);
  }
  console.log(rows.join(" ") || "no coins");
  return { total, overflow };
}
