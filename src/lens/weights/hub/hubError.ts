import { SourceError } from "../../../program/SourceError.js";

/** What is asked, for messages. */
export interface Asked {
  /** `owner/name`. */
  readonly repo: string;
  readonly revision: string;
  readonly endpoint: string;
  /** Whether a token was sent. */
  readonly token: boolean;
}

/** An answer of the hub that is no file, as a message that says what to do. */
export function hubError(status: number, { repo, revision, endpoint, token }: Asked): SourceError {
  if (status === 401 || status === 403) {
    const mend = token
      ? "the token in HF_TOKEN may not read it"
      : "HF_TOKEN is not set; make a token and accept the model's terms there";
    return new SourceError(
      `is gated, private or not there (HTTP ${status}): ${mend} (${endpoint}/${repo})`,
      repo,
    );
  }
  if (status === 404) return new SourceError(`no such model or revision (${revision}) at ${endpoint}`, repo);
  if (status === 429)
    return new SourceError(`too many requests at ${endpoint}; try later, or set HF_TOKEN`, repo);
  return new SourceError(`${endpoint} answered HTTP ${status}`, repo);
}
