abstract class Builder<T> {
  protected problems: string[] = [];
  protected abstract make(): T;

  check(fine: boolean, problem: string): this {
    if (!fine) this.problems.push(problem);
    return this;
  }

  build(): T {
    if (this.problems.length > 1) throw new AggregateError(this.problems, `${this.problems.length} problems`);
    if (this.problems.length === 1) throw new TypeError(this.problems[0]);
    return this.make();
  }
}

interface Route {
  readonly stops: readonly string[];
  readonly loop: boolean;
}

class RouteBuilder extends Builder<Route> {
  #from = "";
  #to = "";
  readonly #via: string[] = [];

  from(place: string): this {
    this.#from = place;
    return this;
  }

  to(place: string): this {
    this.#to = place;
    return this.check(this.#from !== "", `to ${place} before from`);
  }

  via(place: string): this {
    this.#via.push(place);
    return this.check(this.#via.length < 3, "too many stops");
  }

  protected override make(): Route {
    const stops = [this.#from, ...this.#via, this.#to];
    return { stops, loop: stops[0] === stops[stops.length - 1] };
  }

  override build(): Route {
    return this.check(this.#to !== "", "no end").check(this.#from !== "", "no start") && super.build();
  }
}

function route(text: string): Route {
  let builder = new RouteBuilder();
  for (const [, verb, place] of text.matchAll(/(from|to|via):(\w+)/g)) {
    builder = builder[verb as "from" | "to" | "via"](place);
  }
  return builder.build();
}
