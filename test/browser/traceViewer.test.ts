import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { traceViewer, viewModel } from "../../src/figures/viewer/traceViewer.js";
import { trace } from "../../src/trace/trace.js";
import { factorial } from "../figures/models/factorial.js";
import { HOSTILE, TASKS } from "../figures/models/programs.js";
import { settings } from "../figures/models/settings.js";
import { closeBrowser, type OpenPage, openFile, withoutChromium } from "./chromium.js";

describe.skipIf(withoutChromium())("the trace viewer in Chromium", () => {
  let folder = "";
  let file = "";
  let live: OpenPage;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-viewer-"));
    file = join(folder, "viewer.html");
    await viewModel(factorial, "factorial.js: fact(2)", settings, { source: "hand-made" }).save(file);
    live = await openFile(file);
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  const what = (): Promise<string> => live.page.locator(".what").innerText();
  const press = (label: string): Promise<void> =>
    live.page.getByRole("button", { name: label, exact: true }).click();
  const row = (name: string): Promise<string> =>
    live.page
      .locator(".vars tr", { has: live.page.locator("th", { hasText: new RegExp(`^${name}$`) }) })
      .first()
      .innerText();

  test("starts at the first step and goes on by button, arrow keys and slider", async () => {
    expect(await what()).toBe("line 9: about to run");
    await press("Next step");
    expect(await what()).toBe("line 2: about to run");
    await live.page.keyboard.press("ArrowRight");
    expect(await what()).toBe("line 3: about to run");
    await live.page.keyboard.press("ArrowLeft");
    expect(await what()).toBe("line 2: about to run");
    await live.page.keyboard.press("End");
    expect(await what()).toBe("end: the module ran to its end");
    const slider = live.page.getByRole("slider", { name: "Step" });
    await slider.focus();
    await live.page.keyboard.press("Home");
    expect(await what()).toBe("line 9: about to run");
    await slider.fill("6");
    expect(await what()).toBe("line 2: returns 1");
    expect(await slider.getAttribute("aria-valuetext")).toBe("step 6 of 9, line 2: returns 1");
  });

  test("shows variables per call with what changed in words, forwards and backwards alike", async () => {
    const slider = live.page.getByRole("slider", { name: "Step" });
    await slider.fill("7");
    expect(await row("rest")).toMatch(/rest\s+1\s+● new/);
    expect(await live.page.locator(".vars caption").allInnerTexts()).toEqual([
      "fact #1 ◀ running",
      "<module>",
    ]);
    const there = await live.page.locator(".vars").allInnerTexts();
    await slider.fill("9");
    await slider.fill("2");
    expect(await row("n")).toMatch(/n\s+2\s+● new/);
    await slider.fill("7");
    expect(await live.page.locator(".vars").allInnerTexts()).toEqual(there);
  });

  test("marks the line of the step and of the step before, and shows the output so far", async () => {
    await live.page.getByRole("slider", { name: "Step" }).fill("7");
    expect(await live.page.locator("tr.now").innerText()).toMatch(/▶\s+1\s+4\s+return n \* rest;/);
    expect(await live.page.locator("tr", { hasText: "▷" }).innerText()).toContain("if (n <= 1)");
    expect(await live.page.locator("pre").first().innerText()).toBe("nothing printed yet");
    await press("Last step");
    expect(await live.page.locator("pre").first().innerText()).toBe("2\n");
  });

  test("counts stand beside the lines, and the count of a node is told when it is pointed at or tapped", async () => {
    expect(await live.page.locator(".src tbody tr .count").allInnerTexts()).toEqual([
      "",
      "2·1",
      "1",
      "1",
      "",
      "",
      "0",
      "",
      "1",
    ]);
    await live.page.locator('[data-m="0"]').first().hover();
    expect(await live.page.locator(".hint").innerText()).toBe(
      "line 2, columns 3–12: ran 2× (if: taken 1×, not taken 1×). On line 2: return 1",
    );
    await live.page.locator('[data-m="4"]').first().click();
    expect(await live.page.locator(".hint").innerText()).toBe("line 7, columns 3–29: ran 0×");
  });

  test("a click on a line number goes to its next time, a click on the calls to the step under it", async () => {
    await press("First step");
    await live.page.locator(".num", { hasText: "4" }).click();
    expect(await what()).toBe("line 4: about to run");
    const box = (await live.page.locator(".tbv svg").boundingBox())!;
    await live.page.mouse.click(box.x + box.width * 0.5, box.y + 12);
    expect(await live.page.locator(".at").innerText()).toBe("step 5 of 9");
  });

  test("plays by itself until it is paused", async () => {
    await press("First step");
    await press("Play the steps");
    await expect.poll(what, { timeout: 5000 }).toBe("line 3: about to run");
    await press("Play the steps");
    const place = await live.page.locator(".at").innerText();
    await live.page.waitForTimeout(1000);
    expect(await live.page.locator(".at").innerText()).toBe(place);
  });

  test("text of the program stays text: no script of it runs, nothing reorders it", async () => {
    expect(await live.page.locator(".src").innerText()).toContain("return '</script><b>⟨U+202E⟩';");
    expect(await live.page.locator("script").count()).toBe(1);
  });

  test("the still form can be unfolded again", async () => {
    await live.page.getByRole("button", { name: "Show the still picture and tables" }).click();
    expect(await live.page.locator("img").isVisible()).toBe(true);
    await live.page.getByRole("button", { name: "Hide the still picture and tables" }).click();
    expect(await live.page.locator("img").isVisible()).toBe(false);
  });

  test("nothing was complained about and nothing asked for", () => {
    expect(live.complaints).toEqual([]);
    expect(live.requests).toEqual([]);
  });

  test("every control has a name and a visible focus", async () => {
    const controls = live.page.locator("button, input");
    for (let i = 0; i < (await controls.count()); i++) {
      const control = controls.nth(i);
      const name = (await control.getAttribute("aria-label")) ?? (await control.innerText());
      expect(name.trim()).not.toBe("");
    }
    await live.page.getByRole("slider", { name: "Step" }).focus();
    await live.page.keyboard.press("Tab");
    const outline = await live.page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).not.toBe("none");
  });

  test.each([false, true])(
    "without scripts the picture is visible and the table readable (dark: %s)",
    async dark => {
      const { page, complaints, requests } = await openFile(file, { scripts: false, dark });
      const image = page.locator("img");
      expect(await image.isVisible()).toBe(true);
      const box = (await image.boundingBox())!;
      expect(box.width).toBeGreaterThan(900);
      expect(box.height).toBeGreaterThan(300);
      expect(await image.getAttribute("alt")).toContain("9 steps, 2 function calls");
      const table = page.locator("table").first();
      expect(await table.isVisible()).toBe(true);
      expect(await table.innerText()).toMatch(
        /7\s+fact #1\s+line 4: about to run\s+return n \* rest;\s+rest = 1/,
      );
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  test("the picture is a document that a browser can read, with no error in it", async () => {
    const svg = viewModel(factorial, "x", settings, { source: "hand-made" }).toSVG();
    const errors = await live.page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(svg)}, "image/svg+xml").querySelectorAll("parsererror").length`,
    );
    expect(errors).toBe(0);
  });

  test("fits a narrow screen: nothing but the source and tables scroll sideways", async () => {
    const { page } = await openFile(file, { width: 380 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(380);
    expect(await page.getByRole("button", { name: "Next step", exact: true }).isVisible()).toBe(true);
  });

  test("a traced program that wants to be a page is shown as text and runs nothing", async () => {
    const path = join(folder, "hostile.html");
    await traceViewer(await trace(HOSTILE, { file: "<script>evil.js" })).save(path);
    const { page, complaints, requests } = await openFile(path);
    expect(await page.evaluate("globalThis.pwned")).toBeUndefined();
    expect(await page.locator(".src").innerText()).toContain(
      'const evil = "</script><script>globalThis.pwned = 1',
    );
    await page.getByRole("button", { name: "Last step" }).click();
    expect(await page.locator("pre .err").innerText()).toBe("stderr: <i>stderr</i>\n");
    expect(await page.locator("img[src=x], b, i").count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("tasks stand in lanes with their awaits and resumes, and a click on one goes to its step", async () => {
    const path = join(folder, "tasks.html");
    await traceViewer(await trace(TASKS, { file: "tasks.js", call: "main()" })).save(path);
    const { page, complaints } = await openFile(path);
    const lanes = page.locator(".tbv svg");
    expect(await lanes.locator("text").allTextContents()).toEqual(
      expect.arrayContaining(
        ["(program)", "main", "worker #1", "worker #2"].map(name => expect.stringContaining(name)),
      ),
    );
    const resumed = lanes.locator("path:has(title)", { hasText: "resumed at step" }).nth(1);
    await resumed.click();
    expect(await page.locator(".what").innerText()).toMatch(/line 5: goes on with undefined/);
    expect(await page.locator(".vars caption").first().innerText()).toBe("worker #1 ◀ running");
    expect(complaints).toEqual([]);
  });

  test("two thousand steps of deep recursion can be walked through, the tables kept short", async () => {
    const path = join(folder, "deep.html");
    const source = "function down(n) {\n  if (n === 0) return 0;\n  return 1 + down(n - 1);\n}\n";
    await traceViewer(await trace(source, { file: "deep.js", call: "down(900)" })).save(path);
    const { page } = await openFile(path);
    await page.evaluate(`(() => {
      const slider = document.querySelector(".tbv input");
      for (const at of [2000, 1000, 1500, 10, 1999]) { slider.value = at; slider.dispatchEvent(new Event("input")); }
    })()`);
    expect(await page.locator(".at").innerText()).toBe("step 1999 of 2000 (2705 in all)");
    expect(await page.locator(".vars").count()).toBeLessThan(20);
  });
});
