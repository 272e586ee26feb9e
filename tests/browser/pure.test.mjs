// What the page computes without a page: offsets, differences, statistics, numbers.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { root } from "./harness.mjs";

let page, folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "glassbox-pure-"));
  const from = (file) => JSON.stringify(join(root, "www", "src", file));
  const entry = join(folder, "entry.ts");
  writeFileSync(entry, ["spans.ts", "diff.ts", "format.ts", "lines.ts", "lisp.ts", "profile.ts", "bench/stats.ts"].map((f) => `export * from ${from(f)};`).join("\n"));
  const bundle = await rolldown({ input: entry, tsconfig: false });
  await bundle.write({ file: join(folder, "pure.mjs"), format: "esm" });
  await bundle.close();
  page = await import(pathToFileURL(join(folder, "pure.mjs")));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The same numbers on every run. */
function* chance(seed) {
  for (let x = seed; ; ) yield (x = (x * 48271) % 2147483647);
}

describe("byte offsets", () => {
  const texts = ["", "plain", "é", "λ😀x", "a\u{10FFFF}b", "日本\n語", "😀😀", "\ud800 alone", "(display \"naïve → ☃\")"];
  for (const text of texts) {
    test(JSON.stringify(text), () => {
      const map = new page.ByteMap(text);
      const encoder = new TextEncoder();
      assert.equal(map.bytes, encoder.encode(text).length);
      let unit = 0;
      for (const char of text) {
        const byte = encoder.encode(text.slice(0, unit)).length;
        assert.equal(map.toByte(unit), byte, `unit ${unit}`);
        assert.equal(map.toUnit(byte), unit, `byte ${byte}`);
        unit += char.length;
      }
      assert.equal(map.toUnit(map.bytes), text.length);
      assert.equal(map.toUnit(map.bytes + 100), text.length);
    });
  }

  test("a snippet is one line, cut with an ellipsis", () => {
    const map = new page.ByteMap("λ (a\n   b) " + "x".repeat(100));
    assert.equal(map.snippet({ start: 3, end: 11 }), "(a b)");
    assert.equal(map.snippet({ start: 0, end: 200 }, 10).length, 10);
  });
});

describe("lines of output", () => {
  test("the same lines, however the text arrives", () => {
    const next = chance(5);
    for (let n = 0; n < 300; n++) {
      const text = Array.from({ length: next.next().value % 60 }, () => "ab\n\nλ"[next.next().value % 5]).join("");
      const lines = new page.Lines();
      for (let at = 0; at < text.length; ) {
        const size = 1 + (next.next().value % 7);
        lines.add(text.slice(at, at + size));
        at += size;
      }
      const expected = text.split("\n");
      if (expected.at(-1) === "") expected.pop();
      assert.equal(lines.total, expected.length);
      assert.deepEqual(expected.map((_, i) => lines.line(i)), expected);
      assert.equal(lines.text(), text);
    }
  });

  test("large pieces, and lines longer than any", () => {
    const lines = new page.Lines();
    const text = Array.from({ length: 50_000 }, (_, i) => `line ${i}\n`).join("");
    lines.add(text);
    lines.add("x".repeat(250_000));
    lines.add("\nlast");
    assert.equal(lines.total, 50_003);
    for (const i of [0, 1, 7281, 7282, 49_999]) assert.equal(lines.line(i), `line ${i}`);
    assert.equal(lines.line(50_000).length, 250_000);
    assert.equal(lines.line(50_002), "last");
    assert.equal(lines.line(50_003), "");
  });

  test("the oldest are let go", () => {
    const lines = new page.Lines(1000, 1 << 20);
    for (let i = 0; i < 100_000; i += 500) lines.add(Array.from({ length: 500 }, (_, k) => `line ${i + k}\n`).join(""));
    assert.equal(lines.total, 100_000);
    assert.ok(lines.dropped >= 98_000 && lines.dropped <= 99_000, `${lines.dropped}`);
    assert.equal(lines.line(99_999), "line 99999");
    assert.equal(lines.line(lines.dropped), `line ${lines.dropped}`);
    assert.equal(lines.line(5), "");
  });
});

describe("differences", () => {
  /** The new list, put together from the old one and the marks. */
  const apply = (a, b, d) => {
    const out = [];
    let i = 0;
    for (let j = 0; j <= b.length; j++) {
      const gone = d.removed.get(j) ?? [];
      for (const g of gone) assert.equal(g, i++, "removed in order");
      if (j === b.length) break;
      out.push(d.changed[j] ? b[j] : a[i++]);
    }
    assert.equal(i, a.length, "all of the old list is accounted for");
    return out;
  };

  test("any two lists", () => {
    const next = chance(7);
    const list = () => Array.from({ length: next.next().value % 12 }, () => "abcd"[next.next().value % 4]);
    for (let n = 0; n < 2000; n++) {
      const a = list(), b = list();
      assert.deepEqual(apply(a, b, page.diff(a, b)), b, `${a} -> ${b}`);
    }
  });

  test("as few rows as possible, and none if nothing changed", () => {
    assert.equal(page.diff(["a", "b", "c"], ["a", "b", "c"]).count, 0);
    assert.equal(page.diff(["a", "b", "c"], ["a", "x", "c"]).count, 2);
    assert.equal(page.diff(["a", "b", "c"], ["b", "c"]).count, 1);
  });

  test("very long lists are not compared row by row", () => {
    const a = Array.from({ length: 3000 }, (_, i) => `a${i}`), b = Array.from({ length: 3000 }, (_, i) => `b${i}`);
    assert.deepEqual(apply(a, b, page.diff(a, b)), b);
  });
});

describe("statistics", () => {
  test("ranks of the 95% interval of the median, as in tables", () => {
    const known = { 1: 1, 3: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 2, 10: 2, 11: 2, 12: 3, 15: 4, 20: 6, 25: 8, 51: 19 };
    for (const [n, rank] of Object.entries(known)) assert.equal(page.confidenceRank(Number(n)), rank, `n = ${n}`);
  });

  test("the interval holds the true median 95 times in 100", () => {
    const next = chance(11);
    let held = 0;
    for (let i = 0; i < 4000; i++) {
      const s = page.summarise(Array.from({ length: 11 }, () => (next.next().value % 1000003) / 1000003));
      if (s.low <= 0.5 && s.high >= 0.5) held++;
    }
    assert.ok(held / 4000 > 0.95, `${held / 40}%`);
  });

  test("only what does not overlap is called different", () => {
    const at = (...times) => page.summarise(times);
    assert.equal(page.compare(at(1, 1.1, 1.2), at(2, 2.1, 2.2)), "faster");
    assert.equal(page.compare(at(2, 2.1, 2.2), at(1, 1.1, 1.2)), "slower");
    assert.equal(page.compare(at(1, 1.1, 2.05), at(2, 2.1, 2.2)), "unclear");
    assert.equal(at(3, 1, 2, 10).median, 2.5);
  });
});

describe("numbers", () => {
  test("short ones fit in five characters", () => {
    for (const n of [0, 9, 999, 1000, 9994, 9995, 12345, 99949, 99950, 999499, 999500, 1e6, 1.23e9, 9.996e11]) {
      assert.ok(page.short(n).length <= 5, page.short(n));
      assert.ok(page.brief(n).length <= 4, page.brief(n));
    }
    assert.equal(page.short(1234567), "1.23M");
    assert.equal(page.short(999500), "1.00M");
    assert.equal(page.words(31000), "31\u202fk");
  });

  test("a miss keeps a rate below 100%", () => {
    assert.equal(page.percent(999999, 1000000, 1), "99.99%");
    assert.equal(page.percent(1, 1, 1), "100.0%");
    assert.equal(page.percent(0, 0), "0%");
  });

  test("heat is 0 for what never ran and 8 for the hottest", () => {
    assert.equal(page.heat(0, 100), 0);
    assert.equal(page.heat(100, 100), 8);
    for (let n = 1, last = 0; n <= 1e6; n *= 10) {
      const h = page.heat(n, 1e6);
      assert.ok(h >= last && h >= 1);
      last = h;
    }
  });
});

describe("the flame chart", () => {
  const entry = (name, i) => ({ name, function: i, span: { source: 1, start: 10 * i, end: 10 * i + 5 }, source: "p", line: i, calls: 0, tailCalls: 0, turns: 0, instructions: 0, nanos: 0, totalInstructions: 0, totalNanos: 0 });
  /** A profile of a tree of `[entry, own, children, tail calls]`. */
  const profile = (names, root) => {
    const tree = [];
    const add = ([e, own, below = [], tails = 0], parent) => {
      const at = tree.push({ entry: e, parent, calls: 1, tailCalls: tails, instructions: own, nanos: 2 * own, totalInstructions: own, totalNanos: 2 * own }) - 1;
      for (const b of below) tree[at].totalInstructions += add(b, at);
      tree[at].totalNanos = 2 * tree[at].totalInstructions;
      return tree[at].totalInstructions;
    };
    const instructions = add(root, null);
    return { instructions, nanos: 2 * instructions, entries: names.map(entry), tree, sites: [], pauses: [] };
  };
  const words = (pieces) => pieces.map((p) => `${p.depth} ${p.entry?.name ?? "…"} ${p.start.toFixed(2)}+${p.width.toFixed(2)} own ${p.own}${p.deep > 1 ? ` ×${p.deep}` : ""}`);

  test("callers stand above those they called, the heaviest first", () => {
    const p = profile(["main", "f", "g"], [null, 0, [[0, 10, [[1, 20], [2, 70]]]]]);
    const expected = ["0 main 0.00+1.00 own 10", "1 g 0.00+0.70 own 70", "1 f 0.70+0.20 own 20"];
    assert.deepEqual(words(page.flame(p, "instructions", 0)), expected);
    assert.deepEqual(page.flame(p, "time", 0).map((x) => x.own), [20, 140, 40]);
    assert.deepEqual(words(page.flame(p, "instructions", 0.5)), expected.slice(0, 2), "what is narrow is left out");
    assert.deepEqual(words(page.flame(p, "instructions", 0, 1)), expected.slice(0, 1), "and what is deep");
  });

  test("recursion is one piece that says how deep it went", () => {
    const p = profile(["main", "f", "g"], [null, 0, [[0, 0, [[1, 10, [[1, 10, [[1, 10], [2, 20]]], [2, 50]]]]]]]);
    assert.deepEqual(words(page.flame(p, "instructions", 0)), ["0 main 0.00+1.00 own 0", "1 f 0.00+1.00 own 30 ×3", "2 g 0.00+0.70 own 70"]);
  });

  test("several tasks stand beside each other, below what is all of them", () => {
    const p = profile(["main", "f"], [null, 0, [[0, 50], [1, 50]]]);
    assert.deepEqual(words(page.flame(p, "instructions", 0)), ["0 … 0.00+1.00 own 0", "1 main 0.00+0.50 own 50", "1 f 0.50+0.50 own 50"]);
  });

  test("nothing ran, nothing is drawn", () => assert.deepEqual(page.flame(profile([], [null, 0]), "instructions", 0), []));

  test("shares in columns: all of it is 100.0, nearly all is not", () => {
    assert.deepEqual([page.share(1, 1), page.share(99999, 100000), page.share(0, 0), page.share(1, 3)], ["100.0", "99.9", "0.0", "33.3"]);
  });
});

describe("Lisp text", () => {
  test("tokens are the whole text, whatever it is", () => {
    const next = chance(3);
    const pieces = ["(", ")", "\"", "\\", ";", "\n", "#|", "|#", "#\\a", "'", ",@", "define", "12", "-3.5e2", "λ", " ", "#t", "x"];
    for (let n = 0; n < 500; n++) {
      const text = Array.from({ length: next.next().value % 30 }, () => pieces[next.next().value % pieces.length]).join("");
      assert.equal([...page.tokens(text)].map((t) => t.text).join(""), text);
    }
  });

  test("kinds", () => {
    const kinds = [...page.tokens('(define x "s;" 42 #\\( ; c\n)')].filter((t) => t.kind !== "space").map((t) => `${t.text}:${t.kind}`);
    assert.deepEqual(kinds, ["(:bracket", "define:form", "x:name", '"s;":string', "42:number", "#\\(:literal", "; c:comment", "):bracket"]);
  });
});
