/** Programs the views of logits are tried on. */

/** Tokens that go over leaves (`):`, `("`, `])`), comments, strings, nested blocks. */
export const PYTHON: string = `"""Word counts of a text."""
import re


class Counter:
    def __init__(self, text: str):
        self.words = {}  # word -> times
        for word in re.findall(r"\\w+", text.lower()):
            self.words[word] = self.words.get(word, 0) + 1

    def most(self, n=3):
        ranked = sorted(self.words.items(), key=lambda item: (-item[1], item[0]))
        return ranked[:n]


def report(text):
    counter = Counter(text)
    for word, times in counter.most():
        if times > 1:
            print(f"{word}: {times}")
        else:
            print(word, "once")
    return len(counter.words)
`;

export const JAVASCRIPT: string = `// Shortest path by breadth.
export function path(graph, from, to) {
  const before = new Map([[from, null]]);
  const queue = [from];
  while (queue.length > 0) {
    const at = queue.shift();
    if (at === to) break;
    for (const next of graph[at] ?? []) {
      if (before.has(next)) continue;
      before.set(next, at);
      queue.push(next);
    }
  }
  if (!before.has(to)) return undefined;
  const steps = [];
  for (let at = to; at !== null; at = before.get(at)) steps.unshift(at);
  return steps.map((name, i) => \`\${i}: \${name}\`);
}
`;

/** Cut off, with a wrong line: what models write. */
export const BROKEN: string = `def area(width, height):
    if width < 0 or height < 0
        raise ValueError("negative")
    return width * height

def volume(width, height, depth:
    return area(width,
`;

/** East Asian characters, emoji of several code points, accents, right to left. */
export const WIDE: string = `def gruß(имя="мир"):
    emoji = "🐍👩‍💻 ñ é 中文字符 日本語 עברית"
    return f"你好，{имя}！" + emoji  # コメント
`;

/** Text that wants to be something else. */
export const HOSTILE: string = `x = "</script><script>globalThis.pwned=1</script><img src=x onerror=globalThis.pwned=2>"
y = "&lt;&amp; \u202e reversed \u2066\u2069 \u2028 zero\u200bwidth"
z = "</pre></div></style><!-- --> ]]> \`\${1}\` \\\\u003c"  # <b onmouseover="globalThis.pwned=3">
`;

/** Words that alternatives may be, as bad as those of {@link HOSTILE}; NUL and half characters too. */
export const HOSTILE_WORDS: readonly string[] = [
  "</script><script>globalThis.pwned=4</script>",
  '"><img src=x onerror=globalThis.pwned=5>',
  "\u202egnirts",
  "\0nul",
  "\u2028line",
  "&quot;&amp;",
  "' onfocus='globalThis.pwned=6",
];

/** About so many tokens of ordinary Python: functions with loops and branches, numbered. */
export function longPython(functions: number): string {
  return Array.from(
    { length: functions },
    (_, i) => `def step_${i}(values, limit=${i * 7 + 3}):
    total = 0
    for index, value in enumerate(values):
        if value % ${(i % 9) + 2} == 0 and total < limit:
            total += value * index
        elif value < 0:
            raise ValueError(f"negative at {index}: {value}")
        else:
            total -= ${i}
    return [total, max(values), "done ${i}"]


`,
  ).join("");
}
