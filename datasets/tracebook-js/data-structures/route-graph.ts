type Graph = { [place: string]: string[] | undefined };
type Trail = { path: string[] | null; order: string[] };

function hops(graph: Graph, start: string, goal: string): Trail {
  const from: Record<string, string | null> = { [start]: null };
  const queue = [start];
  const order: string[] = [];
  search: while (queue.length) {
    const here = queue.shift()!;
    order.push(here);
    for (const next of graph[here] ?? []) {
      if (next in from) continue;
      from[next] = here;
      if (next === goal) break search;
      queue.push(next);
    }
  }
  if (!(goal in from)) return { path: null, order };
  const path: string[] = [];
  for (let at: string | null = goal; at !== null; at = from[at]) path.unshift(at);
  return { path, order };
}
