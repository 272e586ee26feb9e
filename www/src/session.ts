// The VM, in its worker.
import { createSession } from "glassbox";
import type { Session } from "../../npm/src/types.ts";

export type { Session };

export function openSession(): Promise<Session> {
  return createSession();
}
