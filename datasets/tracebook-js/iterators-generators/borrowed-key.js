function* lend(log) {
  log.push("taken");
  try {
    const note = yield "key";
    log.push("note " + note);
    yield "still out";
  } catch (problem) {
    log.push("problem " + problem);
    yield "recovered";
  } finally {
    log.push("given back");
  }
  return "end";
}

function borrow(ending) {
  const log = [];
  const loan = lend(log);
  const steps = [loan.next("ignored")];
  if (ending === "return") steps.push(loan.return("early"));
  else if (ending === "throw") steps.push(loan.throw("rain"));
  else steps.push(loan.next("hello"));
  try {
    steps.push(ending === "late throw" ? loan.throw(new Error("late")) : loan.next());
    steps.push(loan.next());
  } catch (error) {
    log.push("escaped " + error.message);
  }
  return { steps, log };
}
