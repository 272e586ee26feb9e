// What is read of a configuration before there is a VM to read it.
import type { Config } from "./types.js";

/** Whether it asks for the plain interpreter. */
export function wantsBaseline(config: Config | undefined): boolean {
  try {
    return config?.baseline === true;
  } catch {
    // One that cannot be read is told so where it is read in full.
    return false;
  }
}
