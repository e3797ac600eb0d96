import { LRUCache } from 'lru-cache';
import { parseRules, type RuleSet } from '../../policy/rules.ts';
import type { RegistryOperation } from '../operation.ts';

/** A version never changes once it is published, so what was read of it is kept. */
const known = new LRUCache<string, RuleSet>({ max: 20 });

/**
 * Where a rule comes from, as the version that decided says it; null for a gate, which is no row of the table, and for a
 * version that is not published any more under this name.
 */
export async function articleOf(
  rule: string,
  version: string,
  { repositories }: Pick<RegistryOperation, 'repositories'>,
): Promise<string | null> {
  const rules = known.get(version) ?? (await readVersion(version, repositories));
  return rules?.rules.find(({ id }) => id === rule)?.basis ?? null;
}

async function readVersion(version: string, { ruleSets }: RegistryOperation['repositories']): Promise<RuleSet | null> {
  const published = await ruleSets.findVersion(version);
  if (published === null || published.publishedAt === null) return null;
  const { rules, groups, sha256 } = published;
  const read = parseRules(rules, groups, { version, sha256 });
  known.set(version, read);
  return read;
}
