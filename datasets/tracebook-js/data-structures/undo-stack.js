function edit(commands) {
  const record = {};
  const done = [];
  const undone = [];
  const apply = ([key, value]) => {
    const before = [key, record[key]];
    if (value === undefined) delete record[key];
    else record[key] = value;
    return before;
  };
  for (const command of commands) {
    const [verb, key, value] = command.split(" ");
    switch (verb) {
      case "undo":
        if (done.length) undone.push(apply(done.pop()));
        break;
      case "redo":
        if (undone.length) done.push(apply(undone.pop()));
        break;
      case "set":
      case "drop":
        done.push(apply([key, value]));
        undone.length = 0;
        break;
      default:
        throw new TypeError(`unknown verb ${verb} in "${command}"`);
    }
  }
  return { record, done: done.length, undone: undone.length };
}
