type Guest = { id: number; tags: string[] };

class GateError extends TypeError {
  declare readonly path: string;
  constructor(path: string, expected: string, found: unknown) {
    super(`${path}: expected ${expected}, found ${found === null ? "null" : typeof found}`);
    Object.defineProperty(this, "path", { value: path });
  }
}

function assertGuest(value: unknown): asserts value is Guest {
  if (typeof value !== "object" || value === null) throw new GateError("$", "object", value);
  const { id, tags } = value as Partial<Guest>;
  if (typeof id !== "number") throw new GateError("$.id", "number", id);
  if (!Array.isArray(tags)) throw new GateError("$.tags", "array", tags);
  tags.forEach((tag, i) => {
    if (typeof tag !== "string") throw new GateError(`$.tags[${i}]`, "string", tag);
  });
}

function admit(value: unknown): string {
  try {
    assertGuest(value);
    return `guest ${value.id} ${value.tags.join("+") || "-"}`;
  } catch (error) {
    if (error instanceof GateError) return `${error.path}! ${error.message}`;
    throw error;
  }
}
