/** Deciding layers of the nodes of one type or category. */
export interface DecidedGroup {
  readonly name: string;
  /** Nodes with a prediction; of them decided at some layer. */
  readonly nodes: number;
  readonly decided: number;
  /** Tokens of these nodes, nested ones counted in each. */
  readonly tokens: number;
  /** Mean and quartiles of the layers of the decided ones; undefined where there are none. */
  readonly mean?: number;
  readonly first?: number;
  readonly median?: number;
  readonly third?: number;
}

/** One node to group. */
export interface DecidedNode {
  readonly name: string;
  readonly layer: number | undefined;
  readonly tokens: number;
}

/** Quantile with linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** Groups nodes by name, sorted by name. */
export function decidedGroups(nodes: readonly DecidedNode[]): DecidedGroup[] {
  const groups = new Map<string, DecidedNode[]>();
  for (const node of nodes) {
    const known = groups.get(node.name);
    if (known === undefined) groups.set(node.name, [node]);
    else known.push(node);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => {
      const layers = members
        .flatMap(({ layer }) => (layer === undefined ? [] : [layer]))
        .sort((a, b) => a - b);
      const counts = {
        name,
        nodes: members.length,
        decided: layers.length,
        tokens: members.reduce((sum, member) => sum + member.tokens, 0),
      };
      if (layers.length === 0) return counts;
      return {
        ...counts,
        mean: layers.reduce((sum, layer) => sum + layer, 0) / layers.length,
        first: quantile(layers, 0.25),
        median: quantile(layers, 0.5),
        third: quantile(layers, 0.75),
      };
    });
}
