/** What has been opened one after the other, and is closed in the opposite order. */
export interface Opened {
  add(close: () => Promise<void>): void;
  /** Closes everything, the last opened first; may be called once. */
  close(): Promise<void>;
}

export function createOpened(): Opened {
  const steps: (() => Promise<void>)[] = [];
  return {
    add: (close) => void steps.push(close),
    async close() {
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
    },
  };
}
