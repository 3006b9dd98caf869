type Bounce<T> = { readonly done: true; readonly value: T } | { readonly done: false; next(): Bounce<T> };

const stop = <T>(value: T): Bounce<T> => ({ done: true, value });
const later = <T>(next: () => Bounce<T>): Bounce<T> => ({ done: false, next });

function climb(steps: number, path: string): Bounce<string> {
  if (steps < 0) return stop(path + "!");
  if (steps === 0) return stop(path);
  if (steps % 3 === 0) return later(() => rest(steps - 1, path + "u"));
  return later(() => climb(steps - 2, path + "U"));
}

function rest(steps: number, path: string): Bounce<string> {
  if (steps > 4) return later(() => climb(steps - 3, path + "r"));
  return climb(steps - 1, path + "R");
}

function bounce(steps: number): { path: string; bounces: number } {
  let state = climb(steps, "");
  let bounces = 0;
  while (!state.done) {
    state = state.next();
    bounces++;
  }
  return { path: state.value, bounces };
}
