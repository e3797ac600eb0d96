/** A consistency proof in a file of its own: `{"from":"12","to":"40","proof":["<hex>",…]}`, as the journal answers it. */
export function readConsistency(text: string): {
  readonly from: bigint;
  readonly to: bigint;
  readonly proof: readonly string[];
} {
  const value = parse(text);
  const { from, to, proof } = value;
  const isProof =
    [from, to].every((size) => typeof size === 'string' && /^\d{1,19}$/.test(size)) &&
    Array.isArray(proof) &&
    proof.every((hash) => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash));
  if (!isProof) throw new Error('this is no consistency proof: it has `from`, `to` and `proof`, the hashes in hex');
  return { from: BigInt(String(from)), to: BigInt(String(to)), proof: proof.map(String) };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (cause) {
    throw new Error('a consistency proof is written in JSON', { cause });
  }
}
