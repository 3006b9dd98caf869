/**
 * Name of a model for figures: models in files go by the last part of their path, so that a figure does not depend on
 * where a machine keeps them. Names of other models stay as they are.
 */
export function modelLabel(name: string): string {
  const path = /^(local|llama):(?:.*[\\/])?([^\\/]+)[\\/]*$/.exec(name);
  return path === null ? name : `${path[1]}:${path[2]}`;
}
