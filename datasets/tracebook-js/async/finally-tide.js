const log = [];

async function step(name, fail) {
  log.push("begin " + name);
  await undefined;
  if (fail) throw new Error(name + " failed");
  log.push("end " + name);
  return name;
}

async function inner(kind) {
  try {
    return await step("tide", kind === "storm" || kind === "override");
  } catch (error) {
    log.push("catch " + error.message);
    throw new TypeError("wrapped", { cause: error });
  } finally {
    await step("cleanup", kind === "late");
    if (kind === "override") return "overridden";
  }
}

async function tide(kind) {
  const result = await inner(kind).then(
    value => ({ value }),
    error => ({ error: `${error.name}: ${error.message}`, cause: error.cause?.message }),
  );
  return { ...result, log };
}
