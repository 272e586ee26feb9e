// The playground as it is published, in Chromium.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { address, begin, browser, end, id, ready, run, settled, stage, state, tab, text, type, until, violations } from "./playground.mjs";

const ENDLESS = "(define (spin n) (spin (+ n 1)))\n(spin 0)";
before(begin);
after(end);

const source = (page) =>
  page.evaluate(() => [...document.querySelectorAll('[data-testid="editor"] .cm-line')].map((l) => l.textContent).join("\n"));

/** How much longer work takes than its processor time: 1 on a quiet machine. */
function contention() {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  while (performance.now() - begin < 200);
  const { user, system } = process.cpuUsage(used);
  return Math.max(1, 200_000 / (user + system));
}

describe("loading", () => {
  test("a program has run: output is there, every pane is filled", async () => {
    const { page, problems } = await ready();
    assert.equal(await state(page), "ready");
    assert.ok((await text(page, "output")).trim().length > 0);
    for (const name of ["core", "bytecode", "fused", "counters", "caches", "profile", "heap"]) assert.ok((await stage(page, name)).length > 40, name);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("the first output is on screen within 400 ms of navigation", async (t) => {
    // Other load on the machine only ever adds time, so a round that it spoilt is
    // measured again, three rounds at most; and a machine that gives this process only
    // a part of a core has as much more time.
    let middle = Infinity;
    let most = 400;
    for (let round = 0; round < 3 && middle > most; round++) {
      const times = [];
      const first = contention();
      for (let i = 0; i < 7; i++) {
        const { page } = await tab();
        times.push(await (await page.waitForFunction("window.__glassbox?.firstOutputMs", null, { timeout: 20_000 })).jsonValue());
        await page.close();
      }
      const sorted = times.map(Math.round).sort((a, b) => a - b);
      middle = sorted[3];
      most = 400 * Math.max(first, contention());
      t.diagnostic(`first output after ${sorted.join(", ")} ms (${middle} in the middle, ${Math.round(most)} allowed)`);
    }
    assert.ok(middle <= most, `${middle} ms`);
  });

  test("nothing jumps: layout shift at most 0.02", async (t) => {
    const { page } = await ready();
    await page.waitForTimeout(500);
    const shift = await page.evaluate(() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; }).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(sum), 100);
    }));
    t.diagnostic(`layout shift ${shift.toFixed(4)}`);
    assert.ok(shift <= 0.02, `${shift}`);
    await page.close();
  });
});

describe("programs", () => {
  test("each example runs and fills the panes", async (t) => {
    const { page, problems } = await ready();
    const examples = await page.$$eval(`${id("example-select")} option`, (list) => list.filter((o) => !o.disabled && o.value).map((o) => [o.value, o.textContent]));
    assert.ok(examples.length >= 6, `${examples.length} examples`);
    for (const [value, name] of examples) {
      await page.selectOption(id("example-select"), value);
      await page.waitForTimeout(50);
      await run(page);
      // An example may fail on purpose; then it shows what is wrong.
      if ((await state(page)) === "failed") assert.ok((await text(page, "problems")).trim().length > 10, `${name}: no problem shown`);
      assert.ok((await text(page, "output")).trim().length > 0, `${name}: no output`);
      for (const pane of ["core", "bytecode", "fused"]) assert.ok((await stage(page, pane)).length > 40, `${name}: ${pane}`);
    }
    t.diagnostic(`${examples.length} examples: ${examples.map((e) => e[1]).join(", ")}`);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("a program with an error shows it in problems and in the text", async () => {
    const { page, problems } = await ready();
    await type(page, "(define (f x) (car x))\n(f 5)");
    await run(page);
    assert.equal(await state(page), "failed");
    assert.match(await text(page, "problems"), /car/);
    await page.waitForSelector(`${id("editor")} .cm-lintRange-error`);
    await type(page, "(define (f x");
    await run(page);
    assert.equal(await state(page), "failed");
    await type(page, '(display "well again")');
    await run(page);
    assert.equal(await state(page), "ready");
    assert.match(await text(page, "output"), /well again/);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("an endless loop is stopped, and the next program runs", async (t) => {
    const { page, problems } = await ready();
    await type(page, ENDLESS);
    await page.click(id("run"));
    await until(page, "running");
    await page.waitForTimeout(700);
    assert.equal(await state(page), "running");
    const begin = Date.now();
    await page.click(id("stop"));
    await until(page, "stopped");
    t.diagnostic(`stopped after ${Date.now() - begin} ms`);
    assert.ok(Date.now() - begin < 1000);
    await type(page, '(display "after")');
    await run(page);
    assert.match(await text(page, "output"), /after/);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("100,000 lines of output", async (t) => {
    const { page, problems } = await ready();
    await type(page, "(define (f i) (when (< i 100000) (display i) (newline) (f (+ i 1))))\n(f 0)");
    await page.evaluate(() => {
      window.longest = 0;
      new PerformanceObserver((list) => { for (const e of list.getEntries()) window.longest = Math.max(window.longest, e.duration); }).observe({ type: "longtask" });
    });
    await run(page);
    await page.waitForFunction((sel) => document.querySelector(sel).textContent.includes("99999"), id("output"));
    t.diagnostic(`longest task of the page's thread while it ran: ${await page.evaluate(() => Math.round(window.longest)) || "under 50"} ms`);
    assert.equal(await state(page), "ready");
    assert.deepEqual(problems, []);
    await page.close();
  });
});

describe("the glass", () => {
  test("without fusion the code is another", async () => {
    const { page, problems } = await ready();
    await type(page, "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))\n(display (fib 15))");
    await run(page);
    const fused = await stage(page, "fused");
    await page.click(id("opt-menu"));
    await page.click(id("opt-toggle-fusion"));
    await page.waitForTimeout(100);
    await settled(page);
    await page.keyboard.press("Escape");
    await page.waitForFunction(([sel, old]) => document.querySelector(sel).innerText !== old, [id("pane-fused"), fused]);
    const plain = await stage(page, "fused");
    assert.notEqual(plain, fused);
    assert.match(await text(page, "output"), /610/);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("pointing at source lights up instructions, and the other way round", async () => {
    const { page } = await ready();
    await type(page, "(define (twice x) (* x 2))\n(display (twice 21))");
    await run(page);
    await stage(page, "bytecode");
    const rows = page.locator(`${id("pane-bytecode")} [data-pc]`);
    await rows.nth(1).hover();
    await page.waitForSelector(`${id("editor")} .cm-lit`);
    await rows.nth(1).click();
    await page.waitForSelector(`${id("editor")} .cm-pinned`);
    await page.mouse.move(5, 5);
    await page.keyboard.press("Escape");
    await page.waitForFunction((sel) => !document.querySelector(sel), `${id("editor")} .cm-pinned`);
    await page.hover(`${id("editor")} .cm-line >> nth=0`, { position: { x: 120, y: 8 } });
    await page.waitForSelector(`${id("pane-bytecode")} [data-lit]`);
    await page.close();
  });

  test("claims are listed and measured here, one after the other", async () => {
    const { page, problems } = await ready();
    await page.click(id("bench-open"));
    await page.click(id("bench-claims"));
    const rows = await page.locator(`${id("claims-table")} tbody tr`).count();
    assert.ok(rows > 15, `${rows} claims`);
    const all = await text(page, "claims-table");
    assert.match(all, /F1.*A call in tail position.*10-15x/s);
    // What has nothing to compare with says where it is.
    assert.match(all, /R10.*in the Heap pane/s);
    await page.click(id("bench-run"));
    await page.waitForFunction((sel) => /\d|unclear/.test(document.querySelector(`${sel} td.here`)?.textContent ?? ""), id("claims-table"), { timeout: 60_000 });
    await page.click(id("bench-cancel"));
    await page.waitForFunction((sel) => { const b = document.querySelector(sel); return b && !b.disabled && !b.hidden; }, id("bench-run"), { timeout: 10_000 });
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("a benchmark runs, fills table and chart, and can be cancelled", async () => {
    const { page, problems } = await ready();
    await type(page, "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))\n(display (fib 12))");
    await page.click(id("bench-open"));
    await page.click(id("bench-run"));
    await page.waitForFunction((sel) => document.querySelectorAll(`${sel} tbody tr`).length >= 2, id("bench-table"), { timeout: 60_000 });
    await page.waitForFunction((sel) => (document.querySelector(sel)?.childElementCount ?? 0) > 0, id("bench-chart"));
    await page.waitForFunction((sel) => { const b = document.querySelector(sel); return !b || b.disabled || b.hidden; }, id("bench-cancel"), { timeout: 60_000 });
    assert.match(await text(page, "bench-table"), /\d/);
    await type(page, "(define (loop n) (if (= n 0) 0 (loop (- n 1))))\n(loop 30000000)");
    await page.click(id("bench-run"));
    await page.waitForTimeout(300);
    await page.click(id("bench-cancel"));
    await page.waitForFunction((sel) => { const b = document.querySelector(sel); return b && !b.disabled && !b.hidden; }, id("bench-run"), { timeout: 5_000 });
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("an ablation: all off, each alone, all but each, all on", async (t) => {
    const { page, problems } = await ready();
    await type(page, "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))\n(display (fib 18))");
    await page.click(id("bench-open"));
    await page.selectOption("[aria-label=Repeats]", "5");
    await page.click(id("bench-ablation"));
    await page.click(id("bench-run"));
    await page.waitForFunction((sel) => /^Done/.test(document.querySelector(sel).textContent), id("bench-status"), { timeout: 120_000 });
    const names = await page.$$eval(`${id("bench-table")} tbody th`, (cells) => cells.map((c) => c.textContent));
    const switches = names.filter((n) => n.startsWith("only ")).map((n) => n.slice(5));
    assert.ok(switches.length >= 13, `${switches}`);
    for (const name of ["all on", "all off", ...switches.map((n) => `without ${n.split(", ").at(-1)}`)]) assert.ok(names.includes(name), name);
    assert.doesNotMatch(await text(page, "bench-table"), /prints something else/);
    const said = await page.textContent(".bench-note");
    t.diagnostic(said);
    // On a busy machine five runs of a short program may not tell them apart.
    assert.match(said, /All together (make it [\d.]+× as fast|differ less from none than they spread)/);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("a share link brings program and configuration back", async () => {
    const { page, problems } = await ready();
    const program = '(display "shared: λ 😀")\n(display (* 6 7))';
    await type(page, program);
    await page.click(id("opt-menu"));
    await page.click(id("opt-toggle-fusion"));
    await page.keyboard.press("Escape");
    await settled(page);
    await page.click(id("share"));
    await page.waitForTimeout(200);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const link = /^https?:/.test(copied) ? copied : page.url();
    assert.match(link, /#./);
    const other = await ready(new URL(link).pathname + new URL(link).hash);
    assert.equal(await source(other.page), program);
    await run(other.page);
    assert.match(await text(other.page, "output"), /shared: λ 😀42/);
    await other.page.click(id("opt-menu"));
    const on = (p) => p.$eval(id("opt-toggle-fusion"), (e) => (e instanceof HTMLInputElement ? e.checked : e.getAttribute("aria-checked") === "true" || e.getAttribute("aria-pressed") === "true"));
    assert.equal(await on(other.page), false);
    assert.deepEqual([...problems, ...other.problems], []);
    await other.page.close();
    await page.close();
  });

  test("what was typed is still there after a reload", async () => {
    const { page } = await ready();
    await type(page, '(display "kept")');
    await run(page);
    await page.waitForTimeout(600);
    await page.reload();
    await settled(page);
    await page.waitForSelector(`${id("editor")} .cm-content`);
    assert.equal(await source(page), '(display "kept")');
    await page.close();
  });

  test("a broken share link opens the page all the same", async () => {
    for (const hash of ["#", "#garbage", "#v1.%%%", "#" + "A".repeat(5000), "#p=AAAA&c=zz"]) {
      const { page, problems } = await ready("/" + hash);
      assert.notEqual(await state(page), "loading", hash);
      assert.deepEqual(problems, [], hash);
      await page.close();
    }
  });
});

describe("mishaps", () => {
  test("after a trap the page says so and goes on", async () => {
    const { page, problems } = await ready();
    await type(page, ENDLESS);
    await page.click(id("run"));
    await until(page, "running");
    await page.waitForTimeout(200);
    const [worker] = page.workers();
    await worker.evaluate(() => self.dispatchEvent(new MessageEvent("message", { data: { type: "drill" } })));
    await until(page, "failed", "ready", "stopped");
    assert.match(await page.evaluate(() => document.body.innerText), /drill|broke|anew|restart|recover/i);
    await type(page, '(display "healed")');
    await run(page);
    assert.match(await text(page, "output"), /healed/);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("no VM at all: the page says why", async () => {
    const page = await browser.context.newPage();
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 500, body: "" }));
    await page.goto(address());
    await until(page, "failed");
    assert.match(await page.evaluate(() => document.body.innerText), /could not|cannot|failed/i);
    await page.close();
  });
});

describe("for everyone", () => {
  test("by keyboard alone: run, stop, move between panes", async () => {
    const { page } = await ready();
    await type(page, ENDLESS);
    await page.keyboard.press("Control+Enter");
    await until(page, "running");
    await page.keyboard.press("Escape");
    await until(page, "stopped");
    // Tab reaches every control, and what has the focus shows it.
    await page.evaluate(() => document.activeElement?.blur());
    const reached = new Set();
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const e = document.activeElement;
        const s = getComputedStyle(e);
        return { name: e.dataset.testid ?? e.closest("[data-testid]")?.dataset.testid, ring: e === document.body || s.outlineStyle !== "none" || s.boxShadow !== "none" || Boolean(e.closest(".cm-editor")) };
      });
      if (seen.name) reached.add(seen.name);
      if (seen.name === "editor") await page.keyboard.press("Escape");
      assert.ok(seen.ring, `${seen.name} shows no focus`);
    }
    for (const name of ["run", "opt-menu", "bench-open", "share", "theme", "example-select"]) assert.ok(reached.has(name), `${name} is not reached by Tab; reached: ${[...reached]}`);
    await page.close();
  });

  for (const [name, width, height] of [["phone", 390, 844], ["tablet", 1024, 768], ["desktop", 1440, 900]]) {
    test(`${name}: everything is within the screen`, async () => {
      const { page } = await ready("/", { size: { width, height } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} px of content on ${width}`);
      const box = await page.locator(id("run")).boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, "Run is not on the screen");
      await run(page);
      assert.equal(await state(page), "ready");
      await page.close();
    });
  }

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing (${scheme})`, async () => {
      const { page } = await ready("/", { colorScheme: scheme });
      const check = async (when) => assert.deepEqual(await violations(page), [], when);
      await check("at first");
      await page.click(id("opt-menu"));
      await check("with the optimisations open");
      await page.keyboard.press("Escape");
      await page.click(id("bench-open"));
      await check("with the benchmark open");
      await page.close();
    });
  }
});
