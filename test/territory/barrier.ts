/** A place that nobody leaves before everybody has come: whoever is asked one after the other waits for ever. */
export interface Barrier {
  /** Resolves once `size` have arrived. */
  arrive(name: string): Promise<void>;
  /** Who has come so far, in order. */
  readonly arrived: readonly string[];
}

export function createBarrier(size: number): Barrier {
  const arrived: string[] = [];
  const all = Promise.withResolvers<void>();
  return {
    arrived,
    arrive(name) {
      arrived.push(name);
      if (arrived.length === size) all.resolve();
      return all.promise;
    },
  };
}
