// Light, dark, or as the system has it.
import { byId, memory, svg } from "./dom.ts";

type Theme = "system" | "light" | "dark";
/** The first click always changes something: from the system's to its opposite. */
function next(t: Theme): Theme {
  const system: Theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const opposite: Theme = system === "dark" ? "light" : "dark";
  return t === "system" ? opposite : t === opposite ? system : "system";
}
const PATHS: Record<Theme, string> = {
  system: "M2 3h12v8H2zM6 13.500h4",
  light: "M8 4.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 1 0 0-7zM8 .8v1.700M8 13.500v1.700M.8 8h1.700M13.500 8h1.700M2.900 2.900l1.200 1.200M11.900 11.900l1.200 1.200M2.900 13.100l1.200-1.200M11.900 4.100l1.200-1.200",
  dark: "M13.500 9.500A6 6 0 0 1 6.500 2.500a6 6 0 1 0 7 7z",
};

export function startTheme(): void {
  const button = byId("theme");
  const show = (t: Theme) => {
    if (t === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = t;
    const words = t === "system" ? "Theme: as the system" : `Theme: ${t}`;
    button.title = words;
    button.setAttribute("aria-label", words);
    button.replaceChildren(svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: PATHS[t] })));
  };
  let theme: Theme = memory.get<Theme>("theme") ?? "system";
  if (!(theme in PATHS)) theme = "system";
  show(theme);
  button.addEventListener("click", () => {
    theme = next(theme);
    memory.set("theme", theme === "system" ? null : theme);
    show(theme);
  });
}
