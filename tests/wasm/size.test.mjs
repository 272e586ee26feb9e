// What a page downloads for the VM stays small.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createVm } from "glassbox";
import { root } from "../../scripts/lib.mjs";
import { sizes } from "../../scripts/size.mjs";
import { file, tables } from "../../scripts/tables.mjs";

for (const [i, what] of ["what comes before programs of a session run", "what comes before programs run in the thread", "the rest"].entries())
  test(`${what} is as small as it is, gzipped`, (t) => {
    const { rows, total, limit } = sizes()[i];
    t.diagnostic(`wasm ${(rows[0].gzip / 1000).toFixed(1)} KB, with its JS ${(total / 1000).toFixed(1)} KB gzipped; ${limit / 1000} KB allowed`);
    assert.ok(total <= limit, `${total} bytes`);
  });

test("what the package exports is there", () => {
  const { exports, main, types } = JSON.parse(readFileSync(join(root, "npm", "package.json"), "utf8"));
  const paths = [main, types, ...Object.values(exports).flatMap((e) => (typeof e === "string" ? [e] : Object.values(e)))];
  for (const path of paths) assert.ok(existsSync(join(root, "npm", path)), path);
});

test("the modules carry no path of the machine it was built on", () => {
  for (const name of ["glassbox_bg.wasm", "glassbox_rest_bg.wasm"]) {
    const bytes = readFileSync(join(root, "npm", "dist", name), "latin1");
    assert.ok(!bytes.includes(root), root);
    assert.doesNotMatch(bytes, /\/home\/|\/root\/|\/Users\/|C:\\Users/);
  }
});

test("tables.gen.ts is what Rust's tables say (else: npm run tables)", async () => {
  assert.equal(readFileSync(file, "utf8"), tables((await createVm()).info));
});
