// `npm run bench`: the native benchmarks.
import { ensureRust, main, run } from "./lib.mjs";

await main(async () => {
  await ensureRust();
  await run("cargo", ["bench", ...process.argv.slice(2)]);
});
