import type { LocalModel, RunOptions, RunResult } from "../../../src/lens/session/LocalModel.js";

/**
 * A model that really runs, but knows some documents by heart: where a text is the beginning of one, its logits say how that
 * goes on. Counts the tokens it read.
 */
export function reciting(
  model: LocalModel,
  documents: readonly string[],
): LocalModel & { readonly read: number[] } {
  const { tokenizer } = model;
  const known = documents.map(text => [
    tokenizer.bos!,
    ...tokenizer.encode(text, { marks: true }),
    tokenizer.eos[0],
  ]);
  const texts = new WeakMap<object, readonly number[]>();
  const read: number[] = [];
  const follow = (cache: RunResult["cache"], text: readonly number[]): RunResult["cache"] => {
    if (cache === undefined) return undefined;
    texts.set(cache, text);
    const fork = cache.fork.bind(cache);
    Object.defineProperty(cache, "fork", {
      value: (tokens = text.length) => follow(fork(tokens), text.slice(0, tokens)),
      configurable: true,
    });
    return cache;
  };
  const run = async (ids: ArrayLike<number>, options: RunOptions = {}): Promise<RunResult> => {
    const before = options.cache === undefined ? [] : (texts.get(options.cache) as readonly number[]);
    const result = await model.run(ids, options);
    read.push(ids.length);
    const whole = [...before, ...Array.from(ids)];
    const rows = options.logits === "last" ? 1 : ids.length;
    const width = (result.logits?.data.length ?? 0) / rows;
    for (let row = 0; row < rows && result.logits !== undefined; row++) {
      const end = whole.length - (rows - 1 - row);
      const document = known.find(
        one => one.length > end && whole.slice(0, end).every((id, i) => id === one[i]),
      );
      if (document !== undefined) result.logits.data[row * width + document[end]] = 1000;
    }
    return { ...result, cache: follow(result.cache, whole) };
  };
  return new Proxy(model, {
    get(target, name) {
      if (name === "run") return run;
      if (name === "read") return read;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  }) as LocalModel & { read: number[] };
}
