function ride(start, requests, top = 9) {
  const waiting = new Set(requests);
  const stops = [];
  let at = start;
  let moved = 0;
  let up = true;
  while (waiting.size > 0) {
    const ahead = [...waiting].filter(floor => (up ? floor >= at : floor <= at));
    if (ahead.length === 0) {
      up = !up;
      continue;
    }
    const next = up ? Math.min(...ahead) : Math.max(...ahead);
    if (next > top) throw new RangeError("no floor " + next);
    moved += Math.abs(next - at);
    at = next;
    waiting.delete(at);
    stops.push(at);
  }
  return { stops, moved, up };
}
