import { LRUCache } from 'lru-cache';
import type { RuleTables } from '../../../schema/rule-tables.ts';
import { type Change, diffVersions, type Version } from '../../policy/diff.ts';
import { parseOpening } from '../../policy/opening.ts';
import { parseRules } from '../../policy/rules.ts';

interface Named extends RuleTables {
  readonly version: string;
  readonly sha256: string;
}

/** Every cell of two tables is compared, which takes a moment; what was compared is kept, since no version ever changes. */
const known = new LRUCache<string, readonly Change[]>({ max: 50 });

/** Which cells `after` decides otherwise than `before`, in words. */
export function changesBetween(before: Named, after: Named): readonly Change[] {
  const key = `${before.sha256} ${after.sha256}`;
  const changes = known.get(key) ?? diffVersions(read(before), read(after));
  known.set(key, changes);
  return changes;
}

function read({ version, sha256, rules, groups, transforms, whitelist }: Named): Version {
  return { rules: parseRules(rules, groups, { version, sha256 }), opening: parseOpening(transforms, whitelist) };
}
