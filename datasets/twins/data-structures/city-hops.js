function hops(start, roads) {
  const ways = {};
  for (const [here, there] of roads) {
    (ways[here] ??= []).push(there);
    (ways[there] ??= []).push(here);
  }
  const distance = { [start]: 0 };
  const queue = [start];
  while (queue.length > 0) {
    const town = queue.shift();
    for (const following of ways[town] ?? []) {
      if (!(following in distance)) {
        distance[following] = distance[town] + 1;
        queue.push(following);
      }
    }
  }
  return distance;
}
