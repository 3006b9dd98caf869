function counter(step: number): () => number {
  let count = 0;

  const press = (): number => {
    count += step;
    return count;
  };

  return press;
}

function click(names: string[]): number[] {
  const red = counter(1);
  const blue = counter(10);
  const shown: number[] = [];
  for (const name of names) {
    if (name === "red" || name === "all") {
      shown.push(red());
    }
    if (name === "blue" || name === "all") {
      shown.push(blue());
    }
  }
  return shown;
}
