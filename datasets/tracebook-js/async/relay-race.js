const after = (ms, value, fail = false) =>
  new Promise((resolve, reject) => {
    setTimeout(() => (fail ? reject(new Error(value)) : resolve(value)), ms);
  });

function runners() {
  return [after(60, "slow"), after(20, "stumble", true), after(40, "quick"), "standing"];
}

async function relay(kind) {
  try {
    const result = await Promise[kind](runners());
    if (!Array.isArray(result)) return result;
    return result.map(each => each.reason?.message ?? each.value ?? each);
  } catch (error) {
    return "failed: " + error.message;
  }
}
