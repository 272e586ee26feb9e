// Stepping in the playground: line by line, with what is on the stack and in variables.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { begin, end, id, ready, run, settled, state, text, type, until, violations } from "./playground.mjs";

before(begin);
after(end);

const FACT = `def fact(n):
    if n < 2:
        return 1
    rest = fact(n - 1)
    return n * rest

total = 0
for i in range(3):
    total += fact(i)
    print("so far", total)
`;

/** A page with a program of a language, which was not run. */
async function opened(language, source, options) {
  const { page, problems } = await ready("/", options);
  await page.selectOption(id("language-select"), language);
  await page.waitForTimeout(50);
  await settled(page);
  await type(page, source);
  return { page, problems };
}

/** Presses what does a step, and waits until the program stands again, or has ended. */
async function step(page, how) {
  const seen = await page.evaluate(() => (window.stops ??= 0));
  await page.evaluate(() => {
    window.watching ??= new MutationObserver(() => window.stops++).observe(document.querySelector('[data-testid="variables"]'), { childList: true }) ?? true;
  });
  await page.click(id(how === "step" ? "step" : `step-${how}`));
  await page.waitForFunction(
    (n) => (document.documentElement.dataset.state === "paused" && window.stops > n) || ["ready", "stopped", "failed"].includes(document.documentElement.dataset.state),
    seen, { timeout: 20_000 },
  );
}

/** The number of the line that is marked; 0 for none. */
const at = (page) =>
  page.evaluate(() => {
    const lines = [...document.querySelectorAll(".cm-line")];
    return 1 + lines.findIndex((l) => l.classList.contains("cm-at"));
  });
/** The variables that are shown, with their values; a star behind those that changed. */
const variables = (page) =>
  page.$$eval(`${id("variables")} tr`, (rows) => rows.map((r) => `${r.dataset.name}=${r.querySelector("td code").textContent}${r.classList.contains("changed") ? "*" : ""}`).join(" "));
const frames = (page) => page.$$eval(`${id("frames")} button`, (list) => list.map((b) => b.querySelector("code").textContent).join(" "));

describe("stepping", () => {
  test("a program in Python, line by line: variables, the stack, output so far", async () => {
    const { page, problems } = await opened("python", FACT);
    assert.equal(await page.isVisible(id("debug")), false);
    await step(page, "step");
    assert.deepEqual([await state(page), await at(page)], ["paused", 1]);
    await step(page, "over");
    await step(page, "over");
    await step(page, "over");
    assert.deepEqual([await at(page), await variables(page)], [9, "total=0 i=0*"]);
    assert.match(await text(page, "variables"), /Defined.*fact/s);
    await step(page, "into");
    assert.deepEqual([await at(page), await frames(page), await variables(page)], [2, "fact <module>", "n=0* total=0 i=0"]);
    // The caller, by a click: its line, its variables.
    await page.click(`${id("frames")} li:nth-child(2) button`);
    assert.deepEqual([await at(page), await variables(page)], [9, "total=0 i=0"]);
    await step(page, "out");
    assert.deepEqual([await at(page), await frames(page)], [9, "<module>"]);
    await step(page, "over");
    await step(page, "over");
    assert.deepEqual([await at(page), await variables(page)], [8, "total=1 i=0"]);
    assert.match(await text(page, "output"), /so far 1/);
    assert.doesNotMatch(await text(page, "output"), /so far 2/);
    await step(page, "continue");
    assert.equal(await state(page), "ready");
    assert.match(await text(page, "output"), /so far 1\nso far 2\nso far 4/);
    assert.equal(await page.isVisible(id("debug")), false);
    assert.equal(await at(page), 0);
    assert.match(await text(page, "status"), /Ended/);
    // A plain run afterwards is what it was.
    await run(page);
    assert.doesNotMatch(await text(page, "status"), /Ended/);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("by keys, in the Lisp", async () => {
    const { page, problems } = await opened("lisp", "(define (f n)\n  (if (< n 1)\n      'done\n      (f (- n 1))))\n(let ((x 1))\n  (display x)\n  (f x))\n");
    const press = async (key, line) => {
      await page.keyboard.press(key);
      await page.waitForFunction((n) => [...document.querySelectorAll(".cm-line")].findIndex((l) => l.classList.contains("cm-at")) === n - 1, line);
    };
    await press("F10", 1);
    await press("F10", 5);
    await press("F10", 6);
    assert.equal(await variables(page), "x=1*");
    await press("F10", 7);
    await press("F11", 2);
    assert.equal(await variables(page), "n=1*");
    assert.equal(await frames(page), "f <main>");
    await page.keyboard.press("F8");
    await until(page, "ready");
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("breakpoints: by a click on the number, by F9, where there is code", async () => {
    const { page, problems } = await opened("python", FACT);
    const number = (n) => page.locator(".cm-lineNumbers .cm-gutterElement", { hasText: new RegExp(`^${n}$`) });
    const marked = () => page.$$eval(".cm-lineNumbers .cm-break", (list) => list.map((e) => e.textContent).join(" "));
    await number(6).click();
    await number(3).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("F9");
    assert.equal(await marked(), "3 6 10");
    await page.keyboard.press("F8");
    await until(page, "paused");
    // An empty line gives way to the next one with code.
    assert.equal(await marked(), "3 7 10");
    assert.equal(await at(page), 7);
    assert.match(await text(page, "step-place"), /line 7, breakpoint/);
    await step(page, "continue");
    assert.deepEqual([await at(page), await frames(page)], [3, "fact <module>"]);
    await number(3).click();
    assert.equal(await marked(), "7 10");
    await step(page, "continue");
    assert.equal(await at(page), 10);
    await step(page, "continue");
    assert.equal(await at(page), 10);
    await number(10).click();
    await step(page, "continue");
    assert.equal(await state(page), "ready");
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("what fails shows where, with its variables; editing closes that", async () => {
    const { page, problems } = await opened("python", "def half(n):\n    m = n\n    return m / 0\nprint('before')\nhalf(4)\n");
    await step(page, "step");
    await step(page, "continue");
    assert.equal(await state(page), "failed");
    assert.deepEqual([await at(page), await frames(page), await variables(page)], [3, "half <module>", "n=4* m=4*"]);
    assert.match(await text(page, "output"), /before.*ZeroDivisionError/s);
    assert.ok(await page.isDisabled(id("step-over")));
    await page.click(`${id("editor")} .cm-content`);
    await page.keyboard.type("x");
    await page.waitForSelector(id("debug"), { state: "hidden" });
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("an endless loop that is stepped over: Into stops it at a line, Stop ends it", async () => {
    const { page, problems } = await opened("python", "def spin():\n    n = 0\n    while True:\n        n += 1\nspin()\n");
    await step(page, "step");
    await step(page, "over");
    assert.equal(await at(page), 5);
    await page.click(id("step-over"));
    await until(page, "running");
    await page.waitForTimeout(200);
    assert.ok(await page.isDisabled(id("step-over")));
    await page.click(id("step-into"));
    await until(page, "paused");
    assert.ok([3, 4].includes(await at(page)));
    assert.match(await variables(page), /n=\d{2,}/);
    await page.click(id("step-continue"));
    await until(page, "running");
    await page.click(id("stop"));
    await until(page, "stopped");
    assert.equal(await page.isVisible(id("debug")), false);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("other things the page does end it: editing, running, another program, Escape", async () => {
    const { page, problems } = await opened("python", FACT);
    await step(page, "step");
    await page.click(`${id("editor")} .cm-content`);
    await page.keyboard.type("#");
    await until(page, "stopped");
    assert.equal(await at(page), 0);
    await step(page, "step");
    await run(page);
    assert.match(await text(page, "output"), /so far 4/);
    await step(page, "step");
    assert.equal(await state(page), "paused");
    await page.selectOption(id("language-select"), "lisp");
    await until(page, "ready");
    assert.equal(await page.isVisible(id("debug")), false);
    await step(page, "step");
    await page.keyboard.press("Escape");
    await until(page, "stopped");
    // A program that does not compile says so.
    await type(page, "(car");
    await page.click(id("step"));
    await until(page, "failed");
    assert.match(await text(page, "problems"), /\S/);
    // And a run that goes on gives way.
    await type(page, "(define (spin) (spin))\n(spin)");
    await page.click(id("run"));
    await until(page, "running");
    await step(page, "step");
    assert.equal(await at(page), 1);
    await page.click(id("step-close"));
    await until(page, "stopped");
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("it is usable on a phone, in both themes, and by screen readers", async () => {
    for (const [size, colorScheme] of [[{ width: 390, height: 844 }, "light"], [{ width: 1440, height: 900 }, "dark"], [{ width: 1024, height: 768 }, "light"]]) {
      const { page, problems } = await opened("python", FACT, { size, colorScheme });
      await step(page, "step");
      for (let i = 0; i < 4; i++) await step(page, "into");
      for (const name of ["step-over", "step-into", "step-out", "step-continue", "variables", "output"]) {
        const box = await page.locator(id(name)).boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height && box.height > 15, `${name} at ${size.width}: ${JSON.stringify(box)}`);
      }
      const line = await page.locator(".cm-at").boundingBox();
      const debug = await page.locator(id("debug")).boundingBox();
      assert.ok(line.y + line.height <= debug.y + 1, "the line is in sight");
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(problems, []);
      await page.close();
    }
  });
});
