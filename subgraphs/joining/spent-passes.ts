/** Whether a pass is used for the first time; `now` in seconds. */
export type Spend = (jti: string, now: number) => boolean;

/**
 * Remembers each pass for at least `window` seconds and at most twice that, in two generations: the older one is
 * dropped whole, so nothing is ever searched or sorted.
 *
 * Full, it can no longer tell what is new, so it calls everything used until a generation has passed.
 */
export function rememberSpent(window: number, most = MOST): Spend {
  let since = Number.NEGATIVE_INFINITY;
  let young = new Set<string>();
  let old = new Set<string>();

  return (jti, now) => {
    if (now - since >= window) {
      old = now - since >= 2 * window ? new Set() : young;
      young = new Set();
      since = now;
    }
    if (young.has(jti) || old.has(jti) || young.size >= most) return false;
    young.add(jti);
    return true;
  };
}

/** At 70 seconds a generation, some 2 800 requests a second to one body. */
const MOST = 200_000;
