function take(front: number[], back: number[]): number | null {
  if (front.length === 0) {
    while (back.length > 0) {
      front.push(back.pop()!);
    }
  }
  if (front.length === 0) {
    return null;
  }
  return front.pop()!;
}

function serve(orders: number[]): (number | null)[][] {
  const front: number[] = [];
  const back: number[] = [];
  const served: (number | null)[] = [];
  for (const order of orders) {
    if (order < 0) {
      served.push(take(front, back));
    } else {
      back.push(order);
    }
  }
  return [served, front, back];
}
