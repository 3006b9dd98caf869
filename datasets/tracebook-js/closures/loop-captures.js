function captures(n) {
  const withVar = [];
  const withLet = [];
  const changed = [];
  for (var i = 0; i < n; i++) withVar.push(() => i);
  for (let j = 0; j < n; j++) {
    withLet.push(() => j);
    changed.push(() => (j += 10));
  }
  let k = 0;
  const withWhile = [];
  while (k < n) {
    const copy = k++;
    withWhile.push(() => `${copy}/${k}`);
  }
  const call = list => list.map(f => f());
  return [call(withVar), call(withLet), call(changed), call(withLet), call(withWhile)];
}
