// Puts functions that look alike beside each other in a wasm module: gzip looks
// back 32 KB only, so the order is worth a few percent of what is downloaded.

/** Bytes that are compared at once. */
const GRAM = 5;
/** How much a function counts for what comes after it, nearest first. */
const NEAR = [1, 0.6, 0.4, 0.3, 0.2, 0.2, 0.1, 0.1];
/** Grams in more functions than this say nothing. */
const COMMON = 400;

function grams(body) {
  const set = new Set();
  for (let i = 0; i + GRAM <= body.length; i++) {
    let hash = 0;
    for (let j = 0; j < GRAM; j++) hash = (Math.imul(hash, 31) + body[i + j] + 1) | 0;
    set.add(hash);
  }
  return set;
}

/** The order for bodies, as their numbers: after the largest comes what resembles it most, and so on. */
export function byLikeness(bodies) {
  const sets = bodies.map(grams);
  const users = new Map();
  sets.forEach((set, i) => {
    for (const gram of set) {
      const list = users.get(gram);
      if (list) list.push(i);
      else users.set(gram, [i]);
    }
  });
  const taken = new Array(bodies.length).fill(false), order = [];
  const score = new Float64Array(bodies.length);
  const recent = [];
  let next = bodies.reduce((most, body, i) => (body.length > bodies[most].length ? i : most), 0);
  while (order.length < bodies.length) {
    taken[next] = true;
    order.push(next);
    recent.unshift(next);
    recent.length = Math.min(recent.length, NEAR.length);
    score.fill(0);
    recent.forEach((f, k) => {
      for (const gram of sets[f]) {
        const list = users.get(gram);
        if (list.length < COMMON) for (const i of list) score[i] += NEAR[k];
      }
    });
    let best = -1;
    for (let i = 0; i < bodies.length; i++) {
      if (taken[i]) continue;
      const value = score[i] / (sets[i].size + 40);
      if (value > best) [best, next] = [value, i];
    }
  }
  return order;
}
