// `npm run miri`: the tests of value, objects, heap and interpreter under Miri, which
// finds wrong uses of memory. Needs a nightly Rust with that component.
//   npm run miri -- tour      only tests whose names contain that
import { Stop, capture, ensureRust, main, run } from "./lib.mjs";

/** Where `unsafe` is, and the programs of the tour. */
const PARTS = ["value::", "object::", "heap::", "fiber::", "pool::", "vm::tests::"];

await main(async () => {
  await ensureRust();
  const toolchain = process.env.MIRI_TOOLCHAIN ?? "nightly";
  if (capture("cargo", [`+${toolchain}`, "miri", "--version"]) === null) {
    throw new Stop(
      `Miri is not installed for the toolchain ${toolchain}. It comes with\n` +
        `    rustup toolchain install ${toolchain} --component miri --component rust-src\n` +
        `MIRI_TOOLCHAIN names another toolchain.`,
    );
  }
  const wanted = process.argv.slice(2);
  const tests = wanted.length > 0 ? wanted : PARTS;
  const env = { MIRIFLAGS: process.env.MIRIFLAGS ?? "-Zmiri-disable-isolation" };
  await run("cargo", [`+${toolchain}`, "miri", "test", "--lib", "--no-default-features", "--", ...tests], { env });
});
