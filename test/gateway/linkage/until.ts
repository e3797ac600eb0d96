/** Waits until a statement holds: what the hub does beside its answers happens soon, and at no given moment. */
export async function until(holds: () => Promise<void>, patienceMs = 10_000): Promise<void> {
  for (const end = performance.now() + patienceMs; ; ) {
    try {
      return await holds();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
