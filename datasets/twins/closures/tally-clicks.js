function counter(step) {
  let count = 0;

  const press = () => {
    count += step;
    return count;
  };

  return press;
}

function click(names) {
  const red = counter(1);
  const blue = counter(10);
  const shown = [];
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
