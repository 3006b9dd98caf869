type Box = (number | Box)[];

function weigh(box: Box, depth: number = 1): number {
  let total = 0;
  for (const item of box) {
    if (Array.isArray(item)) {
      total += weigh(item, depth + 1);
    } else {
      total += item * depth;
    }
  }
  return total;
}
