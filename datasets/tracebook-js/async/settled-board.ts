type Vote = "yes" | "no" | "later";
type Kind = "all" | "any" | "allSettled";

async function answer(vote: Vote, seat: number): Promise<string> {
  if (vote === "later") await Promise.resolve();
  if (vote === "no") throw new Error(`seat ${seat}`);
  return `${vote}${seat}`;
}

function shown(result: PromiseSettledResult<string>): string {
  return result.status === "fulfilled" ? result.value : `(${(result.reason as Error).message})`;
}

async function board(kind: Kind, votes: readonly Vote[]): Promise<string | string[]> {
  const heard: string[] = [];
  const answers = votes.map((vote, seat) => {
    const promise = answer(vote, seat);
    promise.then(text => heard.push(text)).catch(({ message }: Error) => heard.push(message));
    return promise;
  });
  switch (kind) {
    case "allSettled":
      return [...(await Promise.allSettled(answers)).map(shown), heard.join("/")];
    case "all":
      return [...(await Promise.all(answers)), heard.join("/")];
    default:
      try {
        return await Promise.any(answers);
      } catch (error) {
        if (!(error instanceof AggregateError) || error.errors.length === 0) throw error;
        return error.errors.map((each: Error) => `not ${each.message}`);
      }
  }
}
