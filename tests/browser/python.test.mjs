// Python in the page: what is loaded when, examples, errors, panes, links.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { root } from "./harness.mjs";
import { begin, end, id, ready, run, settled, stage, state, text, type, violations } from "./playground.mjs";

before(begin);
after(end);

const shots = join(root, "tests", ".out", "python");
mkdirSync(shots, { recursive: true });

/** A page that has run the first example of Python. */
async function python(path, options) {
  const opened = await ready(path, options);
  await opened.page.selectOption(id("language-select"), "python");
  await opened.page.waitForTimeout(50);
  await settled(opened.page);
  return opened;
}

describe("Python", () => {
  test("both languages run in the module that the page begins with", async () => {
    const { page, problems } = await ready();
    const fetched = [];
    page.on("request", (request) => request.url().endsWith(".wasm") && fetched.push(request.url().replace(/^.*\/|_bg.*$/g, "")));
    await page.reload();
    await settled(page);
    await page.waitForSelector(`${id("editor")} .cm-content`);
    await page.selectOption(id("language-select"), "python");
    await page.waitForTimeout(50);
    await settled(page);
    assert.equal(await state(page), "ready");
    await run(page);
    // The rest may be asked for again, where something needs it while it is on its way.
    assert.deepEqual([...new Set(fetched)].sort(), ["glassbox", "glassbox_rest"]);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("each example prints what CPython prints, and fills the panes", async (t) => {
    const { page, problems } = await python();
    const examples = await page.$$eval(`${id("example-select")} option`, (list) => list.filter((o) => o.value).map((o) => [o.value, o.textContent]));
    assert.ok(examples.length >= 8 && examples.every(([value]) => value.startsWith("python/")), JSON.stringify(examples));
    for (const [value, title] of examples) {
      await page.selectOption(id("example-select"), value);
      await page.waitForTimeout(50);
      await settled(page);
      const wanted = readFileSync(join(root, "tests/lang/examples", `${value}.out`), "utf8");
      assert.equal(await state(page), value === "python/errors" ? "failed" : "ready", title);
      assert.ok((await text(page, "output")).startsWith(wanted), `${title}: ${await text(page, "output")}`);
      for (const pane of ["core", "bytecode", "fused", "counters", "caches", "profile", "heap"])
        assert.ok((await stage(page, pane)).length > 40, `${title}: ${pane}`);
    }
    t.diagnostic(examples.map((e) => e[1]).join(", "));
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("an error has its place in the text, its words and who called", async () => {
    const { page, problems } = await python();
    await type(page, "def half(x):\n    return x / 0\n\nprint('before')\nhalf(3)\n");
    await run(page);
    assert.equal(await state(page), "failed");
    assert.match(await text(page, "output"), /^before\n.*ZeroDivisionError: division by zero.*line 2/s);
    assert.match(await text(page, "problems"), /ZeroDivisionError: division by zero.*Line 2.*x \/ 0.*half.*line 5/s);
    await page.waitForSelector(`${id("editor")} .cm-lintRange-error`);
    // While typing, what is wrong with the text shows without a run.
    await type(page, "def half(x)\n    return x\n");
    await page.waitForFunction((sel) => /expected ':'/.test(document.querySelector(sel)?.textContent ?? ""), id("problems"));
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("caches show the shape, the holder and the slot; hot code is compiled", async () => {
    const { page, problems } = await python();
    await type(page, "class Base:\n    def get(self):\n        return self.x\n\nclass Point(Base):\n    def __init__(self, x, y):\n" +
      "        self.x = x\n        self.y = y\n\ndef total(points):\n    n = 0\n    for p in points:\n        n += p.get()\n    return n\n\n" +
      "print(total([Point(i, 0) for i in range(2000)]))\n\ndef fib(k):\n    return k if k < 2 else fib(k - 1) + fib(k - 2)\n\nprint(fib(24))\n");
    await run(page);
    assert.match(await text(page, "output"), /^1999000\n46368\n/);
    await stage(page, "caches");
    const rows = page.locator(`${id("pane-caches")} [role=treeitem], ${id("pane-caches")} .cache-site`);
    for (const source of ["p.get()", "self.x"]) {
      await rows.filter({ hasText: source }).first().click();
      await page.keyboard.press("ArrowRight");
    }
    const shown = await page.locator(id("pane-caches")).innerText();
    assert.match(shown, /Point\(x, y\): get is in Base/);
    assert.match(shown, /Point\(x, y\): x is slot 0/);
    await stage(page, "compiled");
    await page.waitForFunction((sel) => /fib/.test(document.querySelector(sel)?.textContent ?? ""), id("pane-compiled"), { timeout: 10_000 });
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("links and drafts keep the language; switching back keeps what was there", async () => {
    const { page } = await python();
    await type(page, "print('mine')\n6 * 7\n");
    await run(page);
    assert.match(await text(page, "output"), /mine\n.*42/s);
    await page.click(id("share"));
    await page.waitForFunction(() => location.hash.length > 2);
    const link = await page.evaluate(() => location.hash);
    const other = await ready(`/${link}`);
    assert.equal(await other.page.inputValue(id("language-select")), "python");
    assert.match(await text(other.page, "output"), /mine/);
    await other.page.close();
    // Typing takes the link away; what is typed is there after a reload.
    await type(page, "print('a draft')\n");
    await page.waitForTimeout(700);
    await page.reload();
    await settled(page);
    await page.waitForSelector(`${id("editor")} .cm-content`);
    assert.equal(await page.inputValue(id("language-select")), "python");
    assert.match(await text(page, "output"), /a draft/);
    await page.selectOption(id("language-select"), "lisp");
    await page.waitForTimeout(50);
    await settled(page);
    await page.selectOption(id("language-select"), "python");
    await page.waitForTimeout(50);
    await settled(page);
    assert.match(await text(page, "output"), /a draft/);
    await page.close();
  });

  test("the editor colours Python and indents it", async () => {
    const { page } = await python();
    await page.click(`${id("editor")} .cm-content`);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("def f(x):  # note\nreturn 'a' + \"\"\"b\n");
    const line = (n) => page.evaluate((i) => document.querySelectorAll(".cm-line")[i].textContent, n);
    assert.equal(await line(1), "    return 'a' + \"\"\"b");
    const colours = await page.$$eval(".cm-line span", (spans) => Object.fromEntries(spans.map((s) => [s.textContent, getComputedStyle(s).color])));
    assert.equal(new Set([colours.def, colours["# note"], colours["'a'"]]).size, 3, JSON.stringify(colours));
    assert.equal(colours.def, colours.return);
    await page.close();
  });

  for (const [name, options] of Object.entries({
    light: { size: { width: 1440, height: 900 }, colorScheme: "light" }, dark: { size: { width: 1024, height: 768 }, colorScheme: "dark" },
    narrow: { size: { width: 390, height: 844 }, colorScheme: "light" },
  }))
    test(`it is well made: ${name}`, async () => {
      const { page, problems } = await python("/", options);
      await page.selectOption(id("example-select"), "python/shapes");
      await page.waitForTimeout(50);
      await settled(page);
      await page.waitForTimeout(200);
      await page.screenshot({ path: join(shots, `${name}.png`) });
      assert.deepEqual(await violations(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px beyond the window`);
      assert.deepEqual(problems, []);
      await page.close();
    });
});
