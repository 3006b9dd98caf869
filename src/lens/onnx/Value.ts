/** A tensor inside a graph that is being built. */
export interface Value {
  readonly name: string;
}
