import type { AccessRecord } from './access-record.type.ts';

/** One recipient of one category of a person's data: RGPD 15(1)(c), said as the journal has it. */
export interface RecipientOfData {
  readonly recipient: string;
  readonly owner: string;
  readonly category: string;
  readonly purpose: string;
  readonly rule: string;
  /** Version in which the rule decided last, to find its article by. */
  readonly ruleSetVersion: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** How many operations were answered with it. */
  readonly times: number;
}

/** Who received what: one line per body, owner, category, purpose and rule; the one that received last comes first. */
export function groupRecipients(releases: readonly AccessRecord[]): readonly RecipientOfData[] {
  const groups = Map.groupBy(releases, (each) =>
    [each.agentBodyCode, each.ownerCode, each.category, each.purpose, each.rule].join(' '),
  );
  return [...groups.values()]
    .map((group) => {
      const [last, first] = [group.reduce(later), group.reduce((a, b) => (later(a, b) === a ? b : a))];
      return {
        ...{ recipient: last.agentBodyCode, owner: last.ownerCode, category: last.category, purpose: last.purpose },
        ...{ rule: last.rule, ruleSetVersion: last.ruleSetVersion, firstAt: first.at, lastAt: last.at },
        times: new Set(group.map(({ operation }) => operation)).size,
      };
    })
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime() || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function later(a: AccessRecord, b: AccessRecord): AccessRecord {
  return a.at >= b.at ? a : b;
}

function keyOf({ recipient, owner, category, purpose, rule }: RecipientOfData): string {
  return [recipient, owner, category, purpose, rule].join(' ');
}
