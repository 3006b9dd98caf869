import type { Command } from "commander";
import { DEFAULT_MODEL } from "../providers/embedded/defaultModel.js";

/** Adds `--model` to a command that needs one: with its default, or required while there is none. */
export function addModelOption(command: Command, description: string): Command {
  // No default at all where there is none: commander then says that it is missing.
  return DEFAULT_MODEL === undefined
    ? command.requiredOption("--model <model>", description)
    : command.option("--model <model>", description, DEFAULT_MODEL);
}
