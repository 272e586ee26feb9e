// The VM, in its worker.
import { createSession } from "glassbox";
import type { Session } from "../../npm/src/types.ts";

export type { Session };

/** What the head of the built page has begun already, so that it does not wait for this script. */
interface Early {
  worker: Worker;
  module: Promise<WebAssembly.Module>;
  begun: Promise<unknown>;
}

let early = (globalThis as { glassboxEarly?: Early }).glassboxEarly;

export function openSession(): Promise<Session> {
  const begun = early;
  // A second attempt starts afresh.
  early = undefined;
  return createSession({ ...begun });
}
