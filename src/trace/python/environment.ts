import clock from "./clock.py";
import environment from "./environment.py";
import loop from "./loop.py";
import type { PythonModule } from "./PythonJob.js";

/**
 * The world a program sees, for drivers that run one: `from tracebook_environment import Environment, Deadlock`.
 * Seeded chance, virtual time, asyncio in virtual time, no input, no environment variables, printing into a function.
 * To be listed first in {@link PythonJob.modules}, in this order.
 */
export const ENVIRONMENT_MODULES: readonly PythonModule[] = [
  { name: "tracebook_clock", source: clock },
  { name: "tracebook_loop", source: loop },
  { name: "tracebook_environment", source: environment },
];
