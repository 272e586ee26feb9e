// `npm start`: what it serves is the playground, and it runs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, root } from "./harness.mjs";

let browser, child;
before(async () => {
  browser = await launch();
});
after(async () => {
  child?.kill();
  await browser?.close();
});

/** A port that nobody listens at. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The address that the command says the playground is at. */
function address(process) {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (text) => {
      said += text;
      const at = /playground is at (\S+)/.exec(said);
      if (at) resolve(at[1]);
    };
    process.stdout.on("data", hear);
    process.stderr.on("data", hear);
    process.on("exit", (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
  });
}

test("npm start serves a playground that runs its first program", { timeout: 300_000 }, async () => {
  const port = await freePort();
  child = spawn(process.execPath, [join(root, "scripts", "start.mjs"), "--no-open", "--port", String(port)]);
  const { page, problems } = await open(browser.context, await address(child));
  await page.waitForFunction("window.__glassbox?.firstOutputMs", null, { timeout: 20_000 });
  assert.match(await page.textContent("[data-testid=output]"), /\d/);
  assert.deepEqual(problems, []);
  await page.close();
});
