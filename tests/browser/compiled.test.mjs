// The pane that shows what became machine code.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { begin, end, id, ready, run, stage, text, type, until, violations } from "./playground.mjs";

before(begin);
after(end);

const FIB = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))\n";
/** Overflows once it is compiled, so that a guard fails. */
const LOOP = `(define (sum i to all) (if (= i to) all (sum (+ i 1) to (+ all (* i i)))))
(sum 0 5000 0)`;

const pane = id("pane-compiled");
/** Waits until the second run has filled the pane, and gives its list. */
async function compiled(page, some = true) {
  await stage(page, "compiled");
  await page.waitForTimeout(100);
  await page.waitForFunction((sel) => !document.querySelector(sel).matches("[aria-busy], [data-stale]") && document.querySelector(`${sel} .compiled-list`).offsetParent, pane);
  // Rows are painted once the list has been given its height.
  if (some) await page.waitForSelector(`${pane} .compiled-code`);
  return page.$$eval(`${pane} .compiled-code`, (rows) => rows.map((r) => [...r.children].map((c) => c.textContent)));
}
const lines = (page) => page.$$eval(`${pane} :is(.mir-line, .mir-gone)`, (rows) => rows.map((r) => [...r.children].map((c) => c.textContent)));

describe("compiled", () => {
  test("what was compiled, in its forms, with what each pass changed", async () => {
    const { page, problems } = await ready();
    await type(page, `${FIB}(fib 20)`);
    await run(page);
    const [fib] = await compiled(page);
    assert.equal(fib[1], "fib");
    assert.ok(Number(fib[2]) > 0 && / B|KB$/.test(fib[4]), fib.join(" "));
    assert.match(await text(page, "insight-compiled"), /fib left the interpreter after 100 calls of 22.k\. Compiling it took .*(exit was taken|times|once)/);
    // The last MIR has integers without boxes, and marks where it can be left.
    const last = await lines(page);
    assert.match(last[0][1], /^function "fib"/);
    assert.ok(last.some((l) => l[1].includes("sub.fits") && !l[2]));
    assert.ok(last.some((l) => /call\.self.* -> s\d+$/.test(l[1]) && /^↩ \d/.test(l[2])), JSON.stringify(last));
    // As it was built it has them; a pass shows what it changed.
    await page.click(id("form-built.0"));
    assert.ok((await lines(page)).some((l) => l[1].includes("box.int")));
    await page.locator(`${pane} .steps button`, { hasText: "unboxing" }).click();
    const marks = (await lines(page)).map((l) => l[0]);
    assert.ok(marks.includes("+") && marks.includes("−"));
    await page.locator(`${pane} .steps button`, { hasText: "wasm" }).click();
    assert.match((await lines(page)).map((l) => l[1]).join("\n"), /\(func \$\w+.*\n.*i64|i32/s);
    await page.click(id("form-exits"));
    assert.ok((await lines(page)).every((l) => /^↩/.test(l[2])));
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("a guard that fails is counted, the code is made anew, and it is told when and why", async () => {
    const { page, problems } = await ready();
    await type(page, `(define (add a b) (+ a b))
(define (go i x) (if (= i 0) x (go (- i 1) (add x x))))
(define (all n) (if (= n 0) 'done (begin (go 60 1) (all (- n 1)))))
(all 300)`);
    await run(page);
    const codes = await compiled(page);
    assert.ok(codes.some((c) => c[0] === "✕" || Number(c[3]) > 0), JSON.stringify(codes));
    assert.match(await text(page, "insight-compiled"), /left through an exit .*, (mostly )?because /);
    await page.click(`${pane} .ways button[data-way=events]`);
    await page.waitForSelector(`${pane} .jit-event`);
    const events = await page.$$eval(`${pane} .jit-event`, (rows) => rows.map((r) => r.textContent));
    assert.ok(events.some((e) => /add.*compiled.*instructions of MIR/.test(e)), events.join("\n"));
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("lines are linked with source and bytecode, by pointer and by keys", async () => {
    const { page } = await ready();
    await type(page, `${FIB}(fib 15)`);
    await run(page);
    await compiled(page);
    await page.locator(`${pane} .mir-line`, { hasText: "lt.int" }).first().hover();
    await page.waitForSelector(`${id("editor")} .cm-lit`);
    assert.match(await text(page, "insight-compiled"), /made for instruction 0/);
    await page.focus(`${pane} [aria-label="Compiled code"].rows`);
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${id("editor")} .cm-pinned`);
    await page.waitForSelector(`${pane} .mir-line[data-lit]`);
    await stage(page, "fused");
    await page.waitForSelector(`${id("pane-fused")} .row[data-lit]`);
    await page.close();
  });

  test("nothing compiled, jit off, full speed: each is said", async () => {
    const { page, problems } = await ready();
    await type(page, "(+ 1 2)");
    await run(page);
    assert.deepEqual(await compiled(page, false), []);
    assert.match(await text(page, "insight-compiled"), /Nothing was hot enough .* 100 times/);
    await type(page, LOOP);
    await page.click(id("glass"));
    await until(page, "ready");
    assert.match((await compiled(page))[0].slice(1, 2)[0], /^sumloop, line 1/);
    assert.match(await text(page, "insight-compiled"), /The loop of sum in line 1 left the interpreter after 100 turns/);
    await page.keyboard.press("Alt+o");
    await page.click(id("opt-toggle-jit"));
    await page.keyboard.press("Escape");
    await page.waitForFunction((sel) => /jit is off/.test(document.querySelector(sel).innerText), pane);
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Switch jit on" }).click();
    await page.waitForSelector(`${pane} .compiled-code`);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("a program that never ends is stopped the second time too, and gives way to the next run", async () => {
    const { page, problems } = await ready();
    await type(page, "(define (spin n) (spin (if (= n 1000) 0 (+ n 1))))\n(spin 0)");
    await page.click(id("run"));
    await until(page, "running");
    await page.click(id("stop"));
    await until(page, "stopped");
    await stage(page, "compiled");
    await page.waitForSelector(`${pane}[aria-busy]`);
    // The user's own run does not wait for it.
    await type(page, `${FIB}(fib 10)`);
    await run(page);
    assert.match(await text(page, "output"), /55/);
    await type(page, "(define (spin n) (spin (if (= n 1000) 0 (+ n 1))))\n(spin 0)");
    await page.click(id("run"));
    await until(page, "running");
    await page.click(id("stop"));
    await until(page, "stopped");
    await page.waitForSelector(`${pane}[aria-busy]`);
    await page.click(id("compiled-act"));
    assert.match((await compiled(page))[0][1], /^spinloop, line 1/);
    assert.match(await text(page, "insight-compiled"), /It was stopped after/);
    assert.deepEqual(problems, []);
    await page.close();
  });
});
