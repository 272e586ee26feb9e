// Turns wasm-bindgen's module into a factory. What it writes holds one instance
// in module-level variables and can never be loaded twice; after a trap we need
// a second, fresh one. So its body becomes a function with those variables.
// It also joins the rest of a module that was split (`split.mjs`).
import { join } from "node:path";
import { Stop } from "./lib.mjs";
import { FIRST, JOIN } from "./split.mjs";

function replace(text, pattern, by, what) {
  const out = text.replace(pattern, by);
  if (out === text) throw new Stop(`wasm-bindgen's output has changed: ${what} was not found (scripts/glue.mjs)`);
  return out;
}

/** The text of `glue.js`; `split`: the module has a rest. */
export function factory(source, split) {
  let body = replace(source, /^async function __wbg_load[\s\S]*$/m, "", "the loader");
  body = replace(body, /^export (class|function) /gm, "$1 ", "the exports");
  // A dead instance must not be called by the garbage collector.
  body = replace(body, /new FinalizationRegistry\(ptr => (wasm\.\w+\(ptr, 1\))\)/g,
    "new FinalizationRegistry(ptr => { if (!abandoned) $1; })", "the finalizers");
  body = body.replace(/^\/\* @ts-self-types.*\n/, "").replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "");
  for (const name of ["RawVm", "info", "lastPanic", "drill", ...(split ? ["apart"] : []), "__wbg_get_imports", "__wbg_finalize_init"])
    if (!new RegExp(`^(class|function) ${name}\\b`, "m").test(body))
      throw new Stop(`wasm-bindgen's output has no ${name} (scripts/glue.mjs)`);
  return `// Made by scripts/build.mjs from wasm-bindgen's output.
export function instantiate(module${split ? ", rest, made" : ""}) {
let abandoned = false;
${body.trim()}

const imports = __wbg_get_imports();
${split ? JOIN_REST : ""}const instance = new WebAssembly.Instance(module, imports);
${split ? "made?.(instance);\n" : ""}__wbg_finalize_init(instance, module);
return { RawVm, info, lastPanic, drill,${split ? " apart," : ""} memory: wasm.memory, abandon() { abandoned = true; } };
}
`;
}

/** Called by the stubs of the first part, and by who misses data. */
const JOIN_REST = `let joined = false;
function joinRest(missing) {
  const module = joined ? null : rest(missing);
  if (!module) return;
  new WebAssembly.Instance(module, { ...imports, ${FIRST}: instance.exports });
  joined = true;
}
imports.${JOIN.module} = { ${JOIN.name}: joinRest };
`;

/** A plugin for rolldown that finds the two modules' glue where the build puts it. */
export const resolveGlue = (root) => ({
  name: "glue",
  resolveId(id) {
    if (id === "./glue.js") return join(root, "target", "wasm-pkg", "glue.mjs");
    return id === "./baseline-glue.js" ? join(root, "target", "wasm-baseline", "glue.mjs") : null;
  },
});
