// From navigation to the first result, in a bare page: Glassbox against
// MicroPython's wasm port, alternating in one Chromium, nothing cached.
//   npm run race [-- ROUNDS [hints]]      hints: both pages name their wasm in the head
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, median, open, root, serve } from "./harness.mjs";

const rounds = Number(process.argv[2] ?? 25);
const micropython = dirname(fileURLToPath(import.meta.resolve("@micropython/micropython-webassembly-pyscript")));

const hints = process.argv[3] === "hints";
const bare = (wasm, script) => `<!doctype html><title>bare</title><link rel="icon" href="data:,">${
  hints ? `<link rel="preload" as="fetch" type="application/wasm" crossorigin href="${wasm}">` : ""}<pre id="out"></pre><script type="module">
${script}
document.getElementById("out").textContent = String(result);
window.firstResult = performance.now();
</script>`;

const pages = {
  "/glassbox.html": bare("/glassbox/glassbox_bg.wasm", `import { createVm } from "/glassbox/index.js";
const vm = await createVm();
const result = vm.run({ language: "lisp", source: "(display (+ 1 2))" }).output;`),
  "/micropython.html": bare("/micropython/micropython.wasm", `import { loadMicroPython } from "/micropython/micropython.mjs";
let result = "";
const mp = await loadMicroPython({ stdout: (line) => { result += line; } });
mp.runPython("print(1 + 2)");`),
};

const server = await serve({ "/glassbox": join(root, "npm", "dist"), "/micropython": micropython }, pages, { cache: "no-store" });
const browser = await launch();
const times = { glassbox: [], micropython: [] };
try {
  for (let round = -3; round < rounds; round++) {
    for (const name of round % 2 ? ["glassbox", "micropython"] : ["micropython", "glassbox"]) {
      const { page, problems } = await open(browser.context, `${server.url}/${name}.html`);
      const ms = await (await page.waitForFunction("window.firstResult", null, { timeout: 20_000, polling: 10 })).jsonValue();
      const text = await page.textContent("#out");
      if (text.trim() !== "3" || problems.some((p) => !/preload/.test(p))) throw new Error(`${name} gave ${JSON.stringify(text)}; ${problems.join("; ")}`);
      // The first rounds warm up the browser, not what is measured.
      if (round >= 0) times[name].push(ms);
      await page.close();
    }
  }
  const version = browser.context.browser()?.version() ?? (await browser.context.pages()[0]?.evaluate("navigator.userAgent")) ?? "";
  console.log(`Chromium ${version}, ${cpus().length} cores (${cpus()[0].model}), ${rounds} rounds, ms from navigation to the first result`);
  for (const [name, list] of Object.entries(times)) {
    const sorted = [...list].sort((a, b) => a - b);
    const at = (q) => sorted[Math.round(q * (sorted.length - 1))].toFixed(1);
    console.log(`${name.padEnd(12)} median ${median(list).toFixed(1).padStart(6)}   quartiles ${at(0.25)} to ${at(0.75)}   all ${at(0)} to ${at(1)}`);
  }
  console.log(`ratio of medians: ${(median(times.glassbox) / median(times.micropython)).toFixed(2)}`);
} finally {
  await browser.close();
  await server.close();
}
