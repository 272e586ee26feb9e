// What a page downloads for the VM stays small.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sizes } from "../../scripts/size.mjs";

test("wasm and its JS, gzipped, are at most 200 KB", (t) => {
  const { rows, total, limit } = sizes();
  t.diagnostic(`wasm ${(rows[0].gzip / 1024).toFixed(1)} KB, with its JS ${(total / 1024).toFixed(1)} KB gzipped; ${limit / 1024} KB allowed`);
  assert.ok(total <= limit, `${total} bytes`);
});
