function choose(courses, budget, found, failed) {
  if (courses.length === 0) return found([], budget);
  const [dishes, ...later] = courses;
  const attempt = i => {
    if (i === dishes.length) return failed(courses.length);
    const [name, price] = dishes[i];
    if (price > budget) return attempt(i + 1);
    return choose(
      later,
      budget - price,
      (meal, left) => found([name, ...meal], left),
      () => attempt(i + 1),
    );
  };
  return attempt(0);
}

function meal(courses, budget) {
  return choose(
    courses,
    budget,
    (dishes, left) => ({ dishes, left }),
    depth => `no meal, ${depth} to go`,
  );
}
