import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** The browser to use: `CHROMIUM`, or where Debian puts it. */
export const CHROMIUM: string = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * Whether these tests must be skipped: there is no browser, and nothing demands one. Prints the reason. With
 * `TRACEBOOK_REQUIRE=all` they run, and fail where the browser is absent.
 */
export function withoutChromium(): boolean {
  if (existsSync(CHROMIUM) || process.env.TRACEBOOK_REQUIRE === "all") return false;
  console.log(`skipped: no Chromium at ${CHROMIUM} (apt-get install chromium, or set CHROMIUM)`);
  return true;
}

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page with what it complained about and asked for. */
export interface OpenPage {
  readonly page: Page;
  /** Console errors and warnings, and uncaught exceptions. */
  readonly complaints: readonly string[];
  /** Requests for anything but the page itself and data inside it. */
  readonly requests: readonly string[];
}

let browser: Browser | undefined;

/** Opens a file in a context of its own; the browser and its empty profile last until {@link closeBrowser}. */
export async function openFile(
  path: string,
  options: { readonly scripts?: boolean; readonly dark?: boolean; readonly width?: number } = {},
): Promise<OpenPage> {
  browser ??= await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  const context = await browser.newContext({
    javaScriptEnabled: options.scripts ?? true,
    colorScheme: options.dark ? "dark" : "light",
    viewport: { width: options.width ?? 1100, height: 900 },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", error => complaints.push(error.message));
  page.on("request", request => {
    if (
      !/^(data:|file:)/.test(request.url()) ||
      (request.url().startsWith("file:") && !request.isNavigationRequest())
    ) {
      requests.push(request.url());
    }
  });
  await page.goto(`file://${path}`);
  return { page, complaints, requests };
}

/** Ends the browser; its profile goes with it. */
export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}
