// What a host downloads for the VM, gzipped: the wasm module and all of its JS. The
// plain interpreter is not part of it: it is fetched when a benchmark asks for it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { dist, main } from "./lib.mjs";

export const LIMIT = 440 * 1000;
const files = ["glassbox_bg.wasm", "index.js", "worker.js"];

export function sizes() {
  const rows = files.map((name) => {
    const bytes = readFileSync(join(dist, name));
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  return { rows, total: rows.reduce((sum, row) => sum + row.gzip, 0), limit: LIMIT };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await build("npm");
    const { rows, total } = sizes();
    for (const { name, raw, gzip } of rows) console.log(`${name.padEnd(18)} ${String(raw).padStart(8)} ${String(gzip).padStart(8)} gzipped`);
    console.log(`${"together".padEnd(18)} ${"".padStart(8)} ${String(total).padStart(8)} of ${LIMIT} allowed`);
    if (total > LIMIT) process.exitCode = 1;
  });
}
