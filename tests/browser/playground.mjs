// The playground as a person uses it, for the tests of the page.
import { join } from "node:path";
import { launch, open, root, serve } from "./harness.mjs";

export const id = (name) => `[data-testid="${name}"]`;
let server;
export let browser;

export async function begin() {
  server = await serve(join(root, "www", "dist"));
  browser = await launch({ permissions: ["clipboard-read", "clipboard-write"] });
}
export async function end() {
  await browser?.close();
  await server?.close();
}
export const address = () => server.url;

export const state = (page) => page.evaluate(() => document.documentElement.dataset.state);
export const until = (page, ...states) =>
  page.waitForFunction((wanted) => wanted.includes(document.documentElement.dataset.state), states, { timeout: 20_000 });
export const settled = (page) => until(page, "ready", "stopped", "failed");
export const text = (page, name) => page.textContent(id(name));

/** A new tab without memory of earlier ones, at any size and with any colours. */
export async function tab(path = "/", { size, colorScheme } = {}) {
  const opened = await open(browser.context);
  const { page } = opened;
  await page.addInitScript(() => {
    if (sessionStorage.getItem("begun")) return;
    localStorage.clear();
    sessionStorage.setItem("begun", "yes");
  });
  if (size) await page.setViewportSize(size);
  if (colorScheme) await page.emulateMedia({ colorScheme });
  await page.goto(server.url + path);
  return opened;
}

/** The same, when it has run its first program and all of the page is there. */
export async function ready(path, options) {
  const opened = await tab(path, options);
  await settled(opened.page);
  await opened.page.waitForSelector(`${id("editor")} .cm-content`);
  return opened;
}

/** Puts a program into the editor as a person would. */
export async function type(page, source) {
  await page.click(`${id("editor")} .cm-content`);
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(source);
}

export async function run(page) {
  await page.click(id("run"));
  await page.waitForTimeout(30);
  await settled(page);
}

/** Shows a pane if it is not in view, and gives its text. */
export async function stage(page, name) {
  const pane = page.locator(id(`pane-${name}`));
  if (!(await pane.isVisible())) await page.click(`${id(`tab-${name}`)}:visible`);
  await pane.waitFor({ state: "visible" });
  await page.waitForFunction((sel) => (document.querySelector(sel)?.textContent ?? "").trim().length > 20, id(`pane-${name}`));
  return pane.innerText();
}

/** What axe has to say. Used here only; no part of it is in what is published. */
export async function violations(page) {
  await page.addScriptTag({ path: join(root, "node_modules", "axe-core", "axe.min.js") });
  const found = await page.evaluate(() => window.axe.run());
  return found.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")})`);
}

/**
 * The longest task of the page's thread while `work` goes on, in milliseconds of
 * processor time: what else the machine does only adds to the time by the clock.
 */
export async function longestTask(page, work) {
  const cdp = await page.context().newCDPSession(page);
  const events = [];
  cdp.on("Tracing.dataCollected", (e) => events.push(...e.value));
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "__metadata"] } });
  await work();
  const ended = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.end");
  await ended;
  const layout = events.find((e) => e.name === "Layout");
  const tasks = events.filter((e) => e.pid === layout?.pid && e.tid === layout?.tid && /RunTask$/.test(e.name) && e.tdur !== undefined);
  return { tasks: tasks.length, longest: Math.max(0, ...tasks.map((e) => e.tdur / 1000)) };
}
