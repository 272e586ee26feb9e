// The examples in the documents run and print what they say.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/lib.mjs";

const folder = join(root, "tests", ".out");
for (const file of ["README.md", "npm/README.md"]) {
  if (!existsSync(join(root, file))) continue;
  const blocks = [...readFileSync(join(root, file), "utf8").matchAll(/^```js\n([\s\S]*?)^```/gm)].map((m) => m[1]);
  blocks.forEach((code, i) => test(`${file}, example ${i + 1}`, () => {
    mkdirSync(folder, { recursive: true });
    const script = join(folder, `readme-${process.pid}-${i}.mjs`);
    writeFileSync(script, code);
    try {
      const printed = execFileSync(process.execPath, [script], { encoding: "utf8", timeout: 30_000 }).trim().split("\n");
      const promised = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map((m) => m[1]);
      assert.ok(promised.length > 0, "an example shows what it prints");
      assert.deepEqual(printed, promised);
    } finally {
      rmSync(script);
    }
  }));
}

test("the documents have examples", () => assert.ok(/^```js$/m.test(readFileSync(join(root, "npm/README.md"), "utf8"))));
