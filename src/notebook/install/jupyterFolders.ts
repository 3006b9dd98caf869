import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where Jupyter keeps what a user installs, by its own rules (jupyter_core.paths). */
export function userDataFolder(): string {
  const { APPDATA, JUPYTER_DATA_DIR, XDG_DATA_HOME } = process.env;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32") return join(APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

/** Folders Jupyter keeps data in, the first counts first, as far as that is known without asking its Python. */
export function dataFolders(): readonly string[] {
  const named = (process.env.JUPYTER_PATH ?? "").split(delimiter).filter(folder => folder !== "");
  const system =
    process.platform === "win32"
      ? [join(process.env.PROGRAMDATA ?? "C:\\ProgramData", "jupyter")]
      : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  const { CONDA_PREFIX, VIRTUAL_ENV } = process.env;
  const environments = [VIRTUAL_ENV, CONDA_PREFIX].flatMap(prefix =>
    prefix ? [join(prefix, "share", "jupyter")] : [],
  );
  return [...named, userDataFolder(), ...environments, ...system];
}
