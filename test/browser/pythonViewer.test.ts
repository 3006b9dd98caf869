import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { traceViewer } from "../../src/figures/viewer/traceViewer.js";
import { closePool } from "../../src/index.js";
import { trace } from "../../src/trace/trace.js";
import { closeBrowser, type OpenPage, openFile, withoutChromium } from "./chromium.js";

const SOURCE = `from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])


class Box:
    def __init__(self, items):
        self.items = items
        self.full = False

    def __repr__(self):
        return "never called"


def kinds(n):
    nothing = None
    yes = n > 0
    pair = (n, "it's")
    one = (n,)
    ratio = n / 2
    big = 2 ** 70
    table = {"a": [1, 2.0], (1, 2): {3}}
    spot = Point(1, y=None)
    box = Box(pair)
    box.full = not box.full
    print("so far", pair)
    total = sum(k * k for k in range(3))
    try:
        one[5]
    except IndexError as error:
        text = str(error)
    return (nothing, yes, [pair, one])
`;

const GATHER = `import asyncio


async def worker(name, wait):
    await asyncio.sleep(wait)
    return name


async def main():
    return await asyncio.gather(worker("a", 2), worker("b", 1))


def run():
    return asyncio.run(main())
`;

/** A folder that gets pictures of the pages, to be looked at. */
const shots = process.env.TRACEBOOK_SHOTS;

describe.skipIf(withoutChromium())("the trace viewer of a Python program in Chromium", () => {
  let folder = "";
  let file = "";
  let live: OpenPage;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-viewer-"));
    file = join(folder, "python.html");
    const recorded = await trace(SOURCE, { language: "python", file: "kinds.py", call: "kinds(3)" });
    await traceViewer(recorded).save(file);
    live = await openFile(file);
  }, 60_000);
  afterAll(async () => {
    await closeBrowser();
    await closePool();
    rmSync(folder, { recursive: true });
  });

  const row = (name: string): Promise<string> =>
    live.page
      .locator(".vars")
      .first()
      .locator("tr", { has: live.page.locator("th", { hasText: new RegExp(`^${name}$`) }) })
      .innerText();

  test("the slider walks through it, and every value is in Python's form", async () => {
    const slider = live.page.getByRole("slider", { name: "Step" });
    await slider.fill("12");
    expect(await live.page.locator(".what").innerText()).toBe("line 19: about to run");
    expect(await row("pair")).toMatch(/\(3, "it's"\)\s+● new/);
    await live.page.getByRole("button", { name: "Last step" }).click();
    await live.page.getByRole("button", { name: "Previous step" }).click();
    expect(await live.page.locator(".what").innerText()).toBe(
      `line 32: returns (None, True, [(3, "it's"), (3,)])`,
    );
    const shown: Readonly<Record<string, string>> = {
      nothing: "None",
      yes: "True",
      pair: `(3, "it's")`,
      one: "(3,)",
      ratio: "1.5",
      big: "1180591620717411303424",
      table: "{'a': [1, 2.0], (1, 2): {3}}",
      box: `Box(items=(3, "it's"), full=True)`,
      error: "(not bound)",
      text: "'tuple index out of range'",
    };
    for (const [name, text] of Object.entries(shown)) {
      expect((await row(name)).split("\t").slice(0, 2)).toEqual([name, text]);
    }
    expect(await live.page.locator("pre").first().innerText()).toBe(`so far (3, "it's")\n`);
    if (shots) await live.page.screenshot({ path: join(shots, "python.png"), fullPage: true });
  });

  test("lines and counts are Python's; what never ran says 0", async () => {
    const line = (n: number): Promise<string> =>
      live.page
        .locator(".src tbody tr")
        .nth(n - 1)
        .innerText();
    expect(await live.page.locator(".src tbody tr").count()).toBe(32);
    expect(await line(12)).toMatch(/0\s+12\s+return "never called"/);
    expect(await line(29)).toMatch(/1\s+29\s+one\[5\]/);
    await live.page.getByRole("slider", { name: "Step" }).fill("26");
    expect(await live.page.locator(".what").innerText()).toBe(
      "line 30: catches IndexError: tuple index out of range",
    );
  });

  test.each([false, true])("without scripts the table says the same (dark: %s)", async dark => {
    const { page, complaints, requests } = await openFile(file, { scripts: false, dark });
    expect(await page.locator("img").isVisible()).toBe(true);
    const table = await page.locator("table").first().innerText();
    expect(table).toMatch(
      /16\s+kinds\s+line 23: about to run\s+spot = Point.*\s+table = \{'a': \[1, 2\.0\], /,
    );
    expect(table).toContain("nothing = None");
    expect(table).not.toMatch(/\b(null|undefined|true)\b/);
    if (shots) await page.screenshot({ path: join(shots, `still-${dark}.png`), fullPage: true });
    expect([...complaints, ...requests]).toEqual([]);
  });

  test("coroutines of a gather stand in lanes, on a narrow screen too", async () => {
    const path = join(folder, "gather.html");
    const recorded = await trace(GATHER, { language: "python", file: "gather.py", call: "run()" });
    await traceViewer(recorded).save(path);
    const { page, complaints } = await openFile(path, { width: 380 });
    const lanes = await page.locator(".tbv svg text").allTextContents();
    expect(lanes).toEqual(
      expect.arrayContaining(["main", "worker #1", "worker #2"].map(name => expect.stringContaining(name))),
    );
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(380);
    await page.getByRole("button", { name: "Last step" }).click();
    expect(await page.locator(".what").innerText()).toBe("end: the call returned ['a', 'b']");
    if (shots) {
      const wide = await openFile(path);
      await wide.page.screenshot({ path: join(shots, "gather.png"), fullPage: true });
    }
    expect(complaints).toEqual([]);
  });

  test("a string that wants to be a page is text, an uncaught exception is told", async () => {
    const path = join(folder, "hostile.html");
    const source = `def f(x):\n    evil = "</script><script>globalThis.pwned = 1</script>"\n    raise ValueError(evil)\n`;
    await traceViewer(await trace(source, { language: "python", file: "evil.py", call: "f(0)" })).save(path);
    const { page, complaints, requests } = await openFile(path);
    await page.getByRole("button", { name: "Last step" }).click();
    expect(await page.evaluate("globalThis.pwned")).toBeUndefined();
    expect(await page.locator(".what").innerText()).toContain("ValueError: </script>");
    expect([...complaints, ...requests]).toEqual([]);
  });

  test("nothing was complained about and nothing asked for", () => {
    expect([...live.complaints, ...live.requests]).toEqual([]);
  });
});
