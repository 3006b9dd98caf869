import { describe, expect, it } from "vitest";
import type { JupyterMessage, MessageContent } from "../../../src/notebook/client/JupyterMessage.js";
import { OutputArea } from "../../../src/notebook/run/OutputArea.js";

const message = (msg_type: string, content: MessageContent): JupyterMessage => ({
  channel: "iopub",
  header: { msg_id: "1", msg_type, session: "s", username: "u", date: "", version: "5.3" },
  parent: {},
  metadata: {},
  content,
  buffers: [],
});
const stream = (text: string, name = "stdout"): JupyterMessage => message("stream", { name, text });
const display = (text: string, id?: string, type = "display_data"): JupyterMessage =>
  message(type, {
    data: { "text/plain": text },
    metadata: {},
    ...(id === undefined ? {} : { transient: { display_id: id } }),
  });

/** The outputs of one cell after messages, as short texts. */
function texts(outputs: ReturnType<OutputArea["cell"]>["outputs"]): string[] {
  return outputs.map(output =>
    output.output_type === "stream"
      ? `${output.name}:${output.text}`
      : "data" in output
        ? `${output.output_type}:${output.data["text/plain"]}`
        : `${output.ename}: ${output.evalue}`,
  );
}

/** What a cell holds after messages. */
function texted(...messages: readonly JupyterMessage[]): string[] {
  const area = new OutputArea();
  const cell = area.cell();
  for (const part of messages) area.take(cell, part);
  return texts(cell.outputs);
}

describe("messages become outputs as in Jupyter", () => {
  it("joins what is printed to one stream in a row", () => {
    expect(texted(stream("a"), stream("b\n"), stream("c", "stderr"), stream("d"))).toEqual([
      "stdout:ab\n",
      "stderr:c",
      "stdout:d",
    ]);
  });

  it("updates every display of an id, in any cell, and keeps no id", () => {
    const area = new OutputArea();
    const [first, second] = [area.cell(), area.cell()];
    area.take(first, display("a", "x"));
    area.take(first, display("b", "y"));
    area.take(second, display("c", "x"));
    area.take(second, display("new", "x", "update_display_data"));
    area.take(second, display("nobody", "z", "update_display_data"));
    expect([texts(first.outputs), texts(second.outputs)]).toEqual([
      ["display_data:new", "display_data:b"],
      ["display_data:new"],
    ]);
    expect(JSON.stringify([first, second])).not.toMatch(/transient|display_id/);
  });

  it("clears at once, or when the next output comes", () => {
    const clear = (wait: boolean): JupyterMessage => message("clear_output", { wait });
    expect(texted(stream("a"), clear(false))).toEqual([]);
    expect(texted(stream("a"), clear(true))).toEqual(["stdout:a"]);
    expect(texted(stream("a"), clear(true), display("b"), stream("c"))).toEqual([
      "display_data:b",
      "stdout:c",
    ]);
    expect(texted(display("a", "x"), clear(false), display("b", "x", "update_display_data"))).toEqual([]);
  });

  it("keeps counts of results and errors as they are", () => {
    const area = new OutputArea();
    const cell = area.cell();
    area.take(cell, message("execute_input", { code: "1", execution_count: 7 }));
    area.take(cell, message("execute_result", { data: { "text/plain": "1" }, metadata: {} }));
    area.take(cell, message("error", { ename: "E", evalue: "v", traceback: ["t"] }));
    area.take(cell, message("status", { execution_state: "idle" }));
    expect(cell.count).toBe(7);
    expect(cell.outputs).toEqual([
      { output_type: "execute_result", execution_count: 7, data: { "text/plain": "1" }, metadata: {} },
      { output_type: "error", ename: "E", evalue: "v", traceback: ["t"] },
    ]);
  });
});
