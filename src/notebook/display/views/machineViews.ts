import { markup } from "../../../figures/core/element.js";
import type { Model } from "../../../providers/Model.js";
import type { SandboxLayers } from "../../../trace/sandbox/lockdown.js";
import type { Table } from "../TableOptions.js";
import { table } from "../table.js";
import { oneLine, type View } from "../View.js";

function asTable(line: string, listed: () => Table): View {
  return {
    line: () => oneLine(line),
    text: () => listed().toText(),
    html: () => markup(listed().toHTML()),
  };
}

const LAYERS: Readonly<Record<keyof SandboxLayers, string>> = {
  permissions: "Node's permission model: no files, processes, threads or addons",
  network: "a network namespace without interfaces",
  memory: "limits of the operating system on memory and core files",
};

/** Which layers of the sandbox work here. */
export function sandboxView(layers: SandboxLayers): View {
  const rows = Object.entries(LAYERS).map(([layer, what]) => ({
    layer,
    works: layers[layer as keyof SandboxLayers] ? "yes" : "no",
    "what it is": what,
  }));
  const off = rows.filter(({ works }) => works === "no").map(({ layer }) => layer);
  return asTable(`Sandbox: ${off.length === 0 ? "every layer works" : `without ${off.join(", ")}`}`, () =>
    table(rows, { caption: "Layers of the sandbox on this machine" }),
  );
}

/** A model: its name and what it can do. */
export function modelView(model: Model): View {
  const rows = [
    ...("about" in model ? [{ what: "does", is: model.about }] : []),
    ...Object.entries(model.can).map(([what, can]) => ({ what, is: can === true ? "yes" : can || "no" })),
  ];
  const caption = `${model.name} (${model.kind})`;
  return asTable(`Model ${caption}`, () =>
    table(rows, {
      caption,
      columns: [
        { key: "what", label: "property" },
        { key: "is", label: "value", align: "left" },
      ],
    }),
  );
}
