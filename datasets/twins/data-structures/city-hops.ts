function hops(start: string, roads: [string, string][]): object {
  const ways: Record<string, string[]> = {};
  for (const [here, there] of roads) {
    (ways[here] ??= []).push(there);
    (ways[there] ??= []).push(here);
  }
  const distance: Record<string, number> = { [start]: 0 };
  const queue = [start];
  while (queue.length > 0) {
    const town = queue.shift()!;
    for (const following of ways[town] ?? []) {
      if (!(following in distance)) {
        distance[following] = distance[town] + 1;
        queue.push(following);
      }
    }
  }
  return distance;
}
