function remember<A extends unknown[], R>(f: (...args: A) => R): ((...args: A) => R) & { hits: number } {
  const known = new Map<string, R>();
  const wrapped = (...args: A): R => {
    const key = JSON.stringify(args);
    if (known.has(key)) {
      wrapped.hits++;
      return known.get(key)!;
    }
    const value = f(...args);
    known.set(key, value);
    return value;
  };
  wrapped.hits = 0;
  return wrapped;
}

function cook(dishes: string[], people: number) {
  let made = 0;
  const prepare = remember((dish: string, portions: number) => `${dish}x${portions}#${++made}`);
  const plates = dishes.map(dish => prepare(dish, people));
  return { plates, made, hits: prepare.hits };
}
