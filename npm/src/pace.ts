// How long slices are, and how a thread breathes between them.

/**
 * Chooses budgets so that slices take the time they should. The first ones are
 * short: an engine moves a wasm function to its optimised code only when the
 * function is entered anew, so entering often at first gets programs out of
 * baseline code soon.
 */
export class Pace {
  budget = 2_000;
  #slices = 0;

  constructor(readonly longest = 12) {}

  /** What the next slice should take, in milliseconds. */
  get target(): number {
    return Math.min(this.longest, 1 + this.#slices / 8);
  }

  /** Takes the time of the last slice and sets the next budget. */
  took(ms: number): void {
    this.#slices++;
    // Clocks are coarse, so a short time says little more than "too short".
    const factor = ms < 0.2 ? 4 : this.target / ms;
    this.budget = Math.max(500, Math.min(1e12, Math.round(this.budget * Math.max(0.1, Math.min(4, factor)))));
  }
}

let channel: MessageChannel | null = null;
let wake: (() => void) | null = null;

/**
 * Lets waiting messages be handled. A message to oneself takes its turn behind
 * them at once, where a timer would be held back to 4 ms.
 */
export function breathe(): Promise<void> {
  const immediate = (globalThis as { setImmediate?: (f: () => void) => void }).setImmediate;
  if (immediate) return new Promise((resolve) => immediate(resolve));
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const f = wake;
      wake = null;
      f?.();
    };
  }
  const port = channel.port2;
  return new Promise((resolve) => {
    const before = wake;
    wake = before ? () => (before(), resolve()) : resolve;
    port.postMessage(0);
  });
}
