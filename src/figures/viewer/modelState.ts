import { StepKind, type ViewerFrame, type ViewerModel } from "./ViewerModel.js";

/** The state at a step, put together from the differences. */
export interface ModelState {
  /** Activations on the stack, outermost first. */
  readonly stack: readonly number[];
  /** Activation → name → text. */
  readonly variables: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

/** Applies the differences of all steps up to and including `step`. */
export function modelState(model: ViewerModel, step: number): ModelState {
  let stack: number[] = [];
  const variables = new Map<number, Map<string, string>>();
  for (const [, , , , keep, push, changes] of model.steps.slice(0, step + 1)) {
    stack = [...stack.slice(0, keep), ...push];
    for (let i = 0; i < changes.length; i += 3) {
      const own = variables.get(changes[i]) ?? new Map<string, string>();
      variables.set(changes[i], own);
      if (changes[i + 2] < 0) own.delete(model.names[changes[i + 1]]);
      else own.set(model.names[changes[i + 1]], model.texts[changes[i + 2]]);
    }
  }
  return { stack, variables };
}

/** `fact` or, where it was called more than once, `fact #2`. */
export function frameName(model: ViewerModel, frame: number): string {
  const [fn, instance]: ViewerFrame = model.frames[frame];
  const [name, , , , calls] = model.functions[fn];
  return calls > 1 ? `${name} #${instance}` : name;
}

/** Name of a file where a reader has to be told it: beside other files, or for the call expression. Else `""`. */
export function fileLabel(model: ViewerModel, file: number): string {
  const { name } = model.files[file];
  return name === "<call>" || model.files.filter(other => other.name !== "<call>").length > 1 ? name : "";
}

/** What a step is, in words: `line 3: about to run`, `line 4: returns 6`. */
export function stepText(model: ViewerModel, step: number): string {
  const [kind, file, line, , , , , , note] = model.steps[step];
  const text = note < 0 ? "" : model.texts[note];
  if (kind === StepKind.END) return `end: ${text}`;
  const where = `${fileLabel(model, file)} line ${line}`.trimStart();
  return text === "" ? `${where}: about to run` : `${where}: ${text}`;
}

/** Source text of the node a step is at, its first line only; of the whole line where it has none. */
export function stepCode(model: ViewerModel, step: number, limit: number): string {
  const [, file, line, mark] = model.steps[step];
  const { lines, marks } = model.files[file];
  const place = marks[mark];
  if (place === undefined) return (lines[line - 1] ?? "").trim().slice(0, limit);
  const [from, column, to, endColumn] = place;
  const first = (lines[from - 1] ?? "").slice(column, to === from ? endColumn : undefined).trim();
  const text = to === from ? first : `${first} …`;
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
