function take(front, back) {
  if (front.length === 0) {
    while (back.length > 0) {
      front.push(back.pop());
    }
  }
  if (front.length === 0) {
    return null;
  }
  return front.pop();
}

function serve(orders) {
  const front = [];
  const back = [];
  const served = [];
  for (const order of orders) {
    if (order < 0) {
      served.push(take(front, back));
    } else {
      back.push(order);
    }
  }
  return [served, front, back];
}
