import type { JupyterMessage } from "../client/JupyterMessage.js";
import type { DisplayOutput, ErrorOutput, MimeBundle, Output, ResultOutput } from "./Notebook.js";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Stream = { output_type: "stream"; name: string; text: string };
type Display = Writable<DisplayOutput> | Writable<ResultOutput>;

/** The outputs of one cell as its messages make them. */
export interface CellOutputs {
  readonly outputs: (Stream | Display | ErrorOutput)[];
  /** From the message that says the cell begins; null before. */
  count: number | null;
  /** A `clear_output` that waits for the next output. */
  clearing: boolean;
}

/**
 * What a front end would show: messages of a kernel become outputs, as in Jupyter. Displays are found again by
 * their id from any cell; the ids themselves, which kernels make at random, are not kept.
 */
export class OutputArea {
  readonly #displays = new Map<string, Set<Display>>();

  /** Outputs of a cell that is about to run. */
  cell(): CellOutputs {
    return { outputs: [], count: null, clearing: false };
  }

  /** Takes one message that belongs to a cell. */
  take(cell: CellOutputs, { header, content }: JupyterMessage): void {
    switch (header.msg_type) {
      case "execute_input":
        if (typeof content.execution_count === "number") cell.count = content.execution_count;
        return;
      case "stream": {
        this.#cleared(cell);
        const last = cell.outputs.at(-1);
        const { name, text } = content as { name: string; text: string };
        if (last?.output_type === "stream" && last.name === name) last.text += text;
        else cell.outputs.push({ output_type: "stream", name, text });
        return;
      }
      case "display_data":
      case "execute_result": {
        this.#cleared(cell);
        const output: Display =
          header.msg_type === "display_data"
            ? { output_type: "display_data", ...bundles(content) }
            : {
                output_type: "execute_result",
                execution_count: (content.execution_count as number | undefined) ?? cell.count,
                ...bundles(content),
              };
        cell.outputs.push(output);
        const id = displayId(content);
        if (id !== undefined) this.#displays.set(id, (this.#displays.get(id) ?? new Set()).add(output));
        return;
      }
      case "update_display_data":
        for (const output of this.#displays.get(displayId(content) ?? "") ?? [])
          Object.assign(output, bundles(content));
        return;
      case "clear_output":
        cell.clearing = true;
        if (content.wait !== true) this.#cleared(cell);
        return;
      case "error": {
        this.#cleared(cell);
        const { ename, evalue, traceback } = content as unknown as ErrorOutput;
        cell.outputs.push({ output_type: "error", ename, evalue, traceback: [...(traceback ?? [])] });
      }
    }
  }

  #cleared(cell: CellOutputs): void {
    if (!cell.clearing) return;
    cell.clearing = false;
    const gone = new Set<Output>(cell.outputs);
    for (const displays of this.#displays.values())
      for (const display of displays) if (gone.has(display)) displays.delete(display);
    cell.outputs.length = 0;
  }
}

function bundles(content: MimeBundle): { readonly data: MimeBundle; readonly metadata: MimeBundle } {
  return {
    data: (content.data as MimeBundle | undefined) ?? {},
    metadata: (content.metadata as MimeBundle | undefined) ?? {},
  };
}

function displayId(content: MimeBundle): string | undefined {
  const { display_id: id } = (content.transient as { display_id?: unknown } | undefined) ?? {};
  return typeof id === "string" ? id : undefined;
}
