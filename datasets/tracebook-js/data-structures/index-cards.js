function group(cards) {
  const byColour = new Map();
  const repeated = new Set();
  const seen = new Set();
  for (const [plant, colour] of cards) {
    if (seen.has(plant)) repeated.add(plant);
    seen.add(plant);
    if (!byColour.has(colour)) byColour.set(colour, new Set());
    byColour.get(colour).add(plant);
  }
  const widest = [...byColour].sort(([a, x], [b, y]) => y.size - x.size || a.localeCompare(b))[0]?.[0];
  return { byColour, repeated, widest };
}
