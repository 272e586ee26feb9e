// The package in a page: a session with its worker, without the playground.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, root, serve } from "./harness.mjs";

const BARE = `<!doctype html><title>bare</title><link rel="icon" href="data:,"><script type="module">
  import { createSession, createVm } from "/index.js";
  window.createVm = createVm;
  window.createSession = createSession;
  window.lisp = (source, more) => ({ language: "lisp", source, ...more });
  window.session = await createSession();
  window.recovered = [];
  session.onRecovered = (message) => recovered.push(message);
</script>`;

let server, browser, page, problems;
before(async () => {
  server = await serve(join(root, "npm", "dist"), { "/": BARE });
  browser = await launch();
  ({ page, problems } = await open(browser.context, server.url));
  await page.waitForFunction("window.session");
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("info and a first run", async () => {
  const [info, result] = await page.evaluate(() => Promise.all([session.info, session.run(lisp('(display "hi") (+ 1 2)', { inspect: true }))]));
  assert.ok(info.wasmBytes > 10_000 && info.optimisations.length >= 10 && info.ops.length > 50);
  assert.deepEqual([result.ok, result.value, result.output, result.stopped, result.recovered], [true, 3, "hi", false, false]);
  assert.ok(result.inspection.functions.length >= 1);
});

test("check compiles without running", async () => {
  const [good, bad] = await page.evaluate(() => Promise.all([session.check(lisp('(display "no")')), session.check(lisp("(car"))]));
  assert.deepEqual(good.diagnostics, []);
  assert.ok(good.inspection.core.length >= 1);
  assert.equal(bad.diagnostics[0].code, "syntax");
});

test("Stop ends an endless loop soon, and the session goes on", async () => {
  const [ms, result, next] = await page.evaluate(async () => {
    const running = session.run(lisp("(define (spin) (spin)) (spin)"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const begin = performance.now();
    session.stop();
    const result = await running;
    return [performance.now() - begin, result, await session.run(lisp("(+ 1 2)"))];
  });
  assert.equal(result.stopped, true);
  assert.equal(result.recovered, false);
  assert.equal(result.diagnostics[0].code, "stopped");
  assert.ok(ms < 250, `it took ${ms} ms`);
  assert.equal(next.value, 3);
});

test("the baseline, which runs in one piece, is stopped too", async () => {
  const [ms, result, recovered, next] = await page.evaluate(async () => {
    const running = session.run(lisp("(define (spin) (spin)) (spin)", { config: { baseline: true } }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const begin = performance.now();
    session.stop();
    const result = await running;
    return [performance.now() - begin, result, window.recovered.splice(0), await session.run(lisp("(+ 1 2)"))];
  });
  assert.deepEqual([result.stopped, result.recovered, result.diagnostics[0].code], [true, false, "stopped"]);
  assert.deepEqual(recovered, []);
  assert.ok(ms < 1000, `${ms} ms`);
  assert.equal(next.value, 3);
});

test("the page stays responsive and hears of progress", async () => {
  const { turns, reports, value } = await page.evaluate(async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    const reports = [];
    const running = session.run(lisp("(define (spin) (spin)) (spin)", { inspect: true, config: { dispatch: "traced" }, onProgress: (p) => reports.push(p) }));
    setTimeout(() => session.stop(), 1500);
    await running;
    clearInterval(timer);
    return { turns, reports: reports.map((p) => [p.ms, p.stats.fuelUsed, p.inspection.functions.length]) };
  });
  assert.ok(turns > 30, `${turns} turns of a 10 ms timer in 1.5 s`);
  assert.ok(reports.length >= 3, `${reports.length} reports`);
  for (let i = 1; i < reports.length; i++) assert.ok(reports[i][1] > reports[i - 1][1]);
});

test("100,000 lines of output, in order, in pieces", async () => {
  const [pieces, text] = await page.evaluate(async () => {
    const got = [];
    await session.run(lisp("(define (f i) (when (< i 100000) (display i) (newline) (f (+ i 1)))) (f 0)", { onOutput: (t) => got.push(t) }));
    return [got.length, got.join("")];
  });
  const lines = text.split("\n");
  assert.equal(lines.length, 100_001);
  lines.slice(0, -1).forEach((line, i) => assert.equal(line, String(i)));
  assert.ok(pieces < 1000, `${pieces} messages`);
});

test("a program runs line by line: it waits at each stop, and can be stopped there and on its way", async () => {
  const { lines, taken, value, wait, stopped } = await page.evaluate(async () => {
    const lines = [];
    let taken;
    const first = await session.run(lisp("(define (f n)\n  (* n 2))\n(f 3)", {
      breakpoints: [1, 99], onBreakpoints: (list) => (taken = list),
      onStop: (s) => { lines.push(s.frames[0].line); setTimeout(() => session.step("into"), 5); },
    }));
    // It waits as long as it takes.
    let stops = 0;
    const waiting = session.run(lisp("(display 1)\n(display 2)", { onStop: () => stops++ }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const wait = stops;
    session.stop();
    const ended = await waiting;
    // On its way it is stopped by a step, or by a breakpoint that is set meanwhile.
    const seen = [];
    let woken;
    const spin = session.run(lisp("(define (spin n)\n  (set! latest n)\n  (spin (+ n 1)))\n(define latest 0)\n(spin 0)", {
      step: "continue", onStop: (s) => { seen.push(s.why); woken(); },
    }));
    const next = () => new Promise((resolve) => (woken = resolve));
    const pause = async (how) => { await new Promise((resolve) => setTimeout(resolve, 50)); const at = next(); how(); await at; };
    await pause(() => session.step("into"));
    session.step("continue");
    await pause(() => session.setBreakpoints([2]));
    session.stop();
    const stopped = await spin;
    return { lines, taken, value: first.value, wait, stopped: [ended.stopped, ended.output, stopped.stopped, ...seen] };
  });
  assert.deepEqual(lines, [1, 3, 2]);
  assert.deepEqual(taken, [1]);
  assert.equal(value, 6);
  assert.equal(wait, 1);
  assert.deepEqual(stopped, [true, "", true, "step", "breakpoint"]);
});

test("requests wait their turn", async () => {
  const values = await page.evaluate(async () => (await Promise.all([1, 2, 3].map((n) => session.run(lisp(`(* ${n} 10)`))))).map((r) => r.value));
  assert.deepEqual(values, [10, 20, 30]);
});

test("a trap is healed and told", async () => {
  const [result, recovered, next] = await page.evaluate(async () => {
    const running = session.run(lisp('(display "before") (define (spin) (spin)) (spin)', { onOutput() {} }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    session.drill();
    return [await running, window.recovered.splice(0), await session.run(lisp("(+ 1 2)"))];
  });
  assert.deepEqual([result.ok, result.recovered, result.diagnostics[0].code], [false, true, "internal"]);
  assert.equal(recovered.length, 1);
  assert.match(recovered[0], /a drill/);
  assert.equal(next.value, 3);
});

test("a trap between runs is healed and told", async () => {
  const [recovered, next] = await page.evaluate(async () => {
    session.drill();
    const next = await session.run(lisp("(+ 1 2)"));
    return [window.recovered.splice(0), next];
  });
  assert.equal(recovered.length, 1);
  assert.equal(next.value, 3);
});

test("malformed requests are refused by name", async () => {
  const errors = await page.evaluate(async () => {
    const out = [];
    for (const request of [lisp(5), lisp("\ud800"), lisp("1", { config: { fuel: -1 } }), lisp("1", { config: { feul: 1 } }),
      { language: "klingon", source: "" }, lisp("1", { config: { fuel: () => 1 } }), {}])
      out.push(await session.run(request).then(() => "accepted", (e) => `${e.name}: ${e.message}`));
    return out;
  });
  [/^TypeError: source must be a string/, /^TypeError: .*lone surrogate/, /^RangeError: fuel/, /^TypeError: .*"feul"/,
    /^RangeError: no language|^RangeError: there is no language/, /could not be cloned/, /^TypeError: language/]
    .forEach((pattern, i) => assert.match(errors[i], pattern));
  assert.equal(await page.evaluate(async () => (await session.run(lisp("(+ 1 2)"))).value), 3);
});

test("disposing ends what runs; later requests say so", async () => {
  const [result, late] = await page.evaluate(async () => {
    const other = await createSession();
    const running = other.run(lisp("(define (spin) (spin)) (spin)"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    other.dispose();
    other.dispose();
    other.stop();
    return [await running, await other.run(lisp("1")).catch((e) => e.message)];
  });
  assert.equal(result.stopped, true);
  assert.match(late, /disposed/);
});

const HOT = "(define (f n) (if (= n 0) 0 (f (- n 1))))\n(f 1000000)";

test("what is needed of the rest before it is there is fetched at once, in workers and in pages", async () => {
  const { page: other, problems } = await open(browser.context, server.url);
  await other.waitForFunction("window.session");
  // The first request of each address is left open.
  const asked = new Map();
  await other.route("**/*?slow*", async (route) => {
    const url = route.request().url(), count = (asked.get(url) ?? 0) + 1;
    asked.set(url, count);
    if (count > 1) await route.continue();
  });
  const hot = await other.evaluate(async (hot) => {
    window.restUrl = (n) => new URL(`/glassbox_rest_bg.wasm?slow=${n}`, location.href);
    window.slow = await createSession({ restUrl: restUrl(1) });
    return [(await slow.run(lisp("(+ 1 2)"))).value, (await slow.run(lisp(hot))).value];
  }, HOT);
  // What is hot is interpreted meanwhile.
  assert.deepEqual([hot, ...asked.values()], [[3, 0], 1]);
  const seen = await other.evaluate(async (hot) => {
    const inWorker = await slow.run(lisp("(car 1)"));
    const vm = await createVm(undefined, { restUrl: restUrl(2) });
    const before = vm.whole;
    const inPage = vm.run(lisp(hot));
    return [inWorker.diagnostics.length, inWorker.recovered, before, inPage.value, inPage.recovered];
  }, HOT);
  assert.deepEqual(seen, [1, false, false, 0, false]);
  assert.deepEqual([...asked.values()], [2, 2]);
  assert.deepEqual(problems, []);
  await other.close();
});

/** What `of` gives when it is called in a page whose requests may fail: the browser tells of them when it likes. */
async function elsewhere(of, argument) {
  const other = await open(browser.context, server.url);
  await other.page.waitForFunction("window.session");
  const result = await other.page.evaluate(of, argument);
  await other.page.close();
  return result;
}

test("a session whose rest is missing says so, and goes on", async () => {
  const [failed, next, interpreted] = await elsewhere(async (hot) => {
    const other = await createSession({ restUrl: "/nowhere.wasm" });
    const results = [await other.run(lisp("(car 1)")), await other.run(lisp("(+ 1 2)")), await other.run(lisp(hot))];
    other.dispose();
    return results;
  }, HOT);
  assert.equal(failed.recovered, true);
  assert.equal(interpreted.value, 0);
  assert.match(failed.diagnostics[0].message, /the rest of the VM could not be loaded: 404 from .*nowhere/);
  assert.equal(next.value, 3);
});

test("a wasm address that leads nowhere is an error that says so", async () => {
  const message = await elsewhere(() => createSession({ wasmUrl: "/nowhere.wasm" }).catch((e) => e.message));
  assert.match(message, /could not be fetched: 404/);
  assert.match(await elsewhere(() => createSession({ workerUrl: "/nowhere.js" }).catch((e) => e.message)), /worker could not be started/);
});

test("memory stays flat over 50 runs", async (t) => {
  const sizes = await page.evaluate(async () => {
    const out = [];
    const source = "(define (grow n l) (if (= n 0) 1 (grow (- n 1) (cons n l)))) (grow 300000 '())";
    for (let i = 0; i < 50; i++) out.push((await session.run(lisp(source))).stats.peakMemory);
    return out;
  });
  const worker = page.workers()[0];
  t.diagnostic(`peak of the VM, first and last run: ${sizes[0]}, ${sizes.at(-1)} bytes`);
  assert.equal(sizes.at(-1), sizes[0]);
  assert.ok(worker);
});

test("createVm works in the page's own thread", async () => {
  const [value, renewed] = await page.evaluate(async () => {
    const vm = await createVm({ fuel: 1e6 });
    const value = vm.run(lisp("(+ 20 22)")).value;
    try { vm.drill(); } catch {}
    const renewed = vm.run(lisp("(+ 1 1)")).value;
    vm.free();
    return [value, renewed];
  });
  assert.deepEqual([value, renewed], [42, 2]);
});

test("nothing was written to the console as an error", () => assert.deepEqual(problems, []));

test("Python in a session: functions of the page, stopped while it waits, errors with their class", async () => {
  const seen = await page.evaluate(async () => {
    const calls = [];
    const session = await createSession({
      host: { note: (...args) => void calls.push(args), later: (n) => new Promise((r) => setTimeout(() => r(n + 1), 5)), never: () => new Promise(() => {}), N: 3 },
      modules: { shop: { price() { throw new RangeError("sold out"); }, odd: () => () => 1 } },
    });
    const py = (source) => session.run({ language: "python", source });
    const first = await py("import shop\nnote('a', [1], k={'x': 2})\nr = [later(i) for i in range(N)]\n" +
      "for f in shop.price, shop.odd:\n    try:\n        f()\n    except Exception as e:\n        r.append(type(e).__name__)\nr");
    const waiting = py("never()");
    await new Promise((r) => setTimeout(r, 100));
    const begin = performance.now();
    session.stop();
    const stopped = await waiting;
    const ms = performance.now() - begin;
    const next = await py("N * 2");
    const lisp = await session.run({ language: "lisp", source: "(+ 1 2)" });
    const languages = session.info.languages;
    session.dispose();
    return { value: first.value, calls: calls.map(([a, b, c]) => [a, b, [...c.k]]), stopped: [stopped.stopped, stopped.recovered], ms, next: next.value, lisp: lisp.value, languages };
  });
  assert.deepEqual(seen.value, [1, 2, 3, "ValueError", "RuntimeError"]);
  assert.deepEqual(seen.calls, [["a", [1], [["x", 2]]]]);
  assert.deepEqual(seen.stopped, [true, false]);
  assert.ok(seen.ms < 1000, `${seen.ms} ms`);
  assert.deepEqual([seen.next, seen.lisp, seen.languages], [6, 3, ["lisp", "python"]]);
});
