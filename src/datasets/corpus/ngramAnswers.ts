import { dialectIds } from "../../questions/dialect/dialectTokens.js";

/** What an n-gram model of answers says. */
export interface NgramAnswers {
  /** The answer to a text that ends with `Answer:`. */
  answer(text: string): string;
}

const MARK = "\nAnswer:";

/**
 * Learns answers from documents of the dialect by their last tokens: the answer that came most often behind the longest run of up to
 * `order` tokens in front of it that was met at least twice. Ties go to the text that sorts first. A baseline: it sees the
 * question and, of program and call, only what stands right in front of it.
 *
 * @param order tokens looked at, `Answer:` among them; 1 is the constant that is right most often.
 */
export function ngramAnswers(documents: Iterable<string>, order: number): NgramAnswers {
  const tables: Map<string, Map<string, number>>[] = Array.from({ length: order }, () => new Map());
  for (const document of documents) {
    for (let at = document.indexOf(MARK); at >= 0; at = document.indexOf(MARK, at + 1)) {
      const from = at + MARK.length;
      const end = document.indexOf("\n", from);
      const answer = document.slice(from, end < 0 ? undefined : end).trim();
      contexts(document.slice(0, from), order).forEach((context, i) => {
        const answers = tables[i].get(context) ?? new Map<string, number>();
        tables[i].set(context, answers);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      });
    }
  }
  return {
    answer(text) {
      const found = contexts(text, order);
      for (let i = found.length - 1; i >= 0; i--) {
        const answers = tables[i].get(found[i]);
        if (answers === undefined) continue;
        const total = [...answers.values()].reduce((sum, count) => sum + count, 0);
        if (total >= 2 || i === 0)
          return [...answers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0][0];
      }
      return "";
    },
  };
}

/** The last 1, 2, … tokens of a text. Tokens are never longer than this many characters. */
const TOKEN_CHARACTERS = 16;

function contexts(text: string, order: number): string[] {
  const ids = dialectIds(text.slice(-order * TOKEN_CHARACTERS));
  return Array.from({ length: Math.min(order, ids.length) }, (_, i) => ids.slice(-i - 1).join(" "));
}
