import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attentionFigure } from "../../src/figures/attention/attentionFigure.js";
import { attentionOnNodes } from "../../src/lens/layers/attentionOnNodes.js";
import { madeAligned, madePatterns } from "../lens/layers/made.js";
import { closeBrowser, openFile, withoutChromium } from "./chromium.js";

describe.skipIf(withoutChromium())("attention in Chromium", () => {
  const aligned = madeAligned("def area(width, height):\n    result = width * height\n    return result\n");
  const patterns = madePatterns(aligned.scored, [
    [0, 0],
    [0, 1],
    [1, 0],
  ]);
  const T = aligned.owner.length;
  const QUERY = 14;
  const { nodes, source } = aligned.source;
  let folder = "";
  let file = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-attention-"));
    file = join(folder, "attention.html");
    await attentionFigure(patterns, aligned, { heads: patterns.heads, token: QUERY, least: 0 }).save(file);
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  test.each([[false], [true]])(
    "shows the query and what it looks at without a complaint (dark: %s)",
    async dark => {
      const { page, complaints, requests } = await openFile(file, { dark });
      expect(await page.locator(".tblens pre").innerText()).toContain("result = width * height");
      expect(await page.locator(".tblens .qry").count()).toBe(1);
      expect(await page.locator("img").isVisible()).toBe(false);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  test("without the first token the shares of the others add up to 1", async () => {
    const { page, complaints } = await openFile(file);
    const head = async (): Promise<string[]> =>
      (await page.evaluate(
        `[...document.querySelectorAll(".cols table tbody tr")].map(r => r.textContent)`,
      )) as string[];
    const before = await head();
    await page.locator("input[type=checkbox]").uncheck();
    const after = await head();
    expect(after).not.toEqual(before);
    const shares = after.map(row => Number.parseFloat(row));
    expect(shares.reduce((a, b) => a + b, 0)).toBeGreaterThan(95);
    expect(shares.reduce((a, b) => a + b, 0)).toBeLessThan(101);
    expect(complaints).toEqual([]);
  });

  test("shares in the page are those attentionOnNodes gives, for any head, token and node", async () => {
    const { page } = await openFile(file);
    const shown = async (): Promise<Map<string, number>> => {
      const rows = (await page.evaluate(
        `[...document.querySelectorAll(".cols table tbody tr")].map(r => [...r.children].map(c => c.textContent))`,
      )) as string[][];
      return new Map(
        rows.map(([share, text, type, line]) => [`${text} ${type} ${line}`, Number.parseFloat(share!)]),
      );
    };
    const check = async (query: {
      token?: number;
      node?: number;
      head?: number;
      at?: "predicts";
    }): Promise<void> => {
      const on = attentionOnNodes(patterns, aligned, query);
      const found = await shown();
      let compared = 0;
      for (const node of nodes) {
        if (node.last !== node.id || on.own[node.id]! < 0.01) continue;
        const key = `${source.slice(node.start, node.end)} ${node.type} ${node.line}`;
        expect(Math.abs(found.get(key)! - on.own[node.id]! * 100), key).toBeLessThan(1);
        compared++;
      }
      expect(compared).toBeGreaterThan(1);
    };
    await page.locator("select").nth(1).selectOption("1");
    await check({ token: QUERY, head: 0 });
    await page.locator("select").nth(0).selectOption("2");
    await check({ token: QUERY, head: 2 });
    await page.locator("select").nth(0).selectOption("-1");
    await check({ token: QUERY });
    await page.locator(".tblens .u").last().click();
    await page.locator(".tblens .pane").first().focus();
    await page.keyboard.press("ArrowLeft");
    await check({ token: T - 2 });
    await page.locator("select").nth(2).selectOption("predicts");
    await check({ token: T - 2, at: "predicts" });
    await page.locator("select").nth(2).selectOption("reads");
    // Up to the node around the token: the name itself, then the return statement.
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    const statement = nodes.find(node => node.type === "return_statement")!;
    expect(await page.locator(".tblens").innerText()).toContain("from return_statement (line 3, 2 tokens)");
    await check({ node: statement.id });
  });

  test("sums by statement are those of the nodes, and heads can be sorted and chosen in the table", async () => {
    const { page } = await openFile(file);
    await page.locator(".tblens .u").last().click();
    await page.locator("select").nth(1).selectOption("3");
    const on = attentionOnNodes(patterns, aligned, { token: T - 1, head: 0 });
    const statement = nodes.find(node => node.type === "expression_statement")!;
    const row = page.locator(".cols tbody tr", { hasText: "expression_statement" });
    expect(
      Math.abs(
        Number.parseFloat(await row.locator("td").first().innerText()) - on.total[statement.id]! * 100,
      ),
    ).toBeLessThan(1);
    await page.locator("summary", { hasText: "Heads (3" }).click();
    await page.locator("button", { hasText: "entropy" }).click();
    await page.locator("tr[data-h]").nth(1).click();
    const head = await page.locator("tr.now td").first().innerText();
    expect(await page.locator(".tblens").innerText()).toContain(
      `${head.replace(" ▸", "")} from token ${T - 1}`,
    );
  });

  test("without scripts picture, receivers and heads are there", async () => {
    const { page } = await openFile(file, { scripts: false });
    expect(await page.locator("img").isVisible()).toBe(true);
    expect(await page.locator("img").getAttribute("alt")).toContain(
      `layer 0, head 0, while the model reads token ${QUERY}`,
    );
    expect(await page.locator("table", { hasText: "induction" }).isVisible()).toBe(true);
    await page.locator("summary", { hasText: "Where the query looks" }).click();
    expect(await page.locator("table", { hasText: "share" }).first().isVisible()).toBe(true);
  });

  test.each([[true], [false]])(
    "hostile code is text, several live on one page (scripts: %s)",
    async scripts => {
      const own = madeAligned(
        'x = "</script><img src=x onerror=document.title=1>"  # \u202e\u0000 é🐍\ny = x\n',
      );
      const bad = attentionFigure(
        madePatterns(own.scored, [[0, 0]], { lead: '<img src=x onerror="document.title=2">' }),
        own,
      ).toHTML();
      const good = attentionFigure(patterns, aligned).toHTML();
      const path = join(folder, "hostile.html");
      writeFileSync(path, `<!doctype html><meta charset="utf-8"><title>safe</title>${bad}${good}${bad}`);
      const { page, complaints, requests } = await openFile(path, { scripts });
      expect(await page.title()).toBe("safe");
      expect(await page.locator('img:not([src^="data:image/svg+xml"])').count()).toBe(0);
      if (scripts) {
        expect(await page.locator(".tblens:visible").count()).toBe(3);
        expect(await page.locator(".tblens pre").first().innerText()).toContain(
          '<img src=x onerror="document.title=2">x = "</script><img',
        );
      }
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  test("a narrow window scrolls the code and not the page", async () => {
    const { page } = await openFile(file, { width: 380 });
    const [content, window0] = (await page.evaluate(
      "[document.documentElement.scrollWidth, innerWidth]",
    )) as number[];
    expect(content).toBeLessThanOrEqual(window0!);
  });
});
