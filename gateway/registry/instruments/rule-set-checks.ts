import { classify } from '../../../schema/classification.ts';
import { readContract } from '../../../schema/files.ts';
import type { RuleTables } from '../../../schema/rule-tables.ts';
import { HubError } from '../../errors.ts';
import type { Caller } from '../../policy/caller.ts';
import { parseOpening } from '../../policy/opening.ts';
import { parseRules } from '../../policy/rules.ts';
import { readTable, TableRefused } from '../../policy/table.ts';
import { refuseRules } from './rule-set-refusals.ts';

/** How long partners know of a version before it decides: a default of the hub, which the law does not name. */
const NOTICE_DAYS = 30;
const DAY_MS = 86_400_000;
const MOST_CHARACTERS = 400_000;

/** Refuses whoever is no data-protection officer, under the purpose that is for it. */
export function assertDataProtectionOfficer({ profession, purpose }: Caller): void {
  if (purpose !== 'STEERING') {
    throw new HubError('PURPOSE_NOT_ALLOWED', 'the rules are published under the purpose `STEERING`');
  }
  if (profession !== 'DPO') throw refuseRules('NOT_DPO');
}

export interface NewVersion extends RuleTables {
  readonly version: string;
  readonly validFrom: Date;
  readonly shortNotice: string | null;
}

/** Refuses a version that could not decide, or would not open what it seems to; the hub would refuse to start on it. */
export function checkVersion({ version, validFrom: _, shortNotice, ...tables }: NewVersion): void {
  if (!/^[a-z0-9][a-z0-9.-]{0,29}$/.test(version)) {
    throw refuseRules('VERSION');
  }
  if (shortNotice !== null && (shortNotice.trim().length < 20 || shortNotice.length > 500)) {
    throw refuseRules('SHORT_NOTICE');
  }
  if (Object.values(tables).some((text) => text.length > MOST_CHARACTERS)) {
    throw refuseRules('TABLE', 'too long');
  }
  try {
    const { groups } = parseRules(tables.rules, tables.groups, { version, sha256: '' });
    if (!groups.has('G_CTRL')) throw refuseRules('TABLE', 'groups.csv: `G_CTRL`');
    parseOpening(tables.transforms, tables.whitelist);
  } catch (error) {
    if (error instanceof TableRefused) throw refuseRules('TABLE', error.message);
    throw error;
  }
  checkFields('transforms.csv', tables.transforms, ['transform', 'mode', 'category', 'fields']);
  checkFields('whitelist.csv', tables.whitelist, ['purpose', 'category', 'fields']);
}

/** Partners are told thirty days before, or why not; nothing is published for a moment that has come. */
export function assertNotice(
  { validFrom, shortNotice }: Pick<NewVersion, 'validFrom' | 'shortNotice'>,
  at: Date,
): void {
  const ahead = validFrom.getTime() - at.getTime();
  if (ahead <= 0) throw refuseRules('NOTICE');
  if (ahead < NOTICE_DAYS * DAY_MS && shortNotice === null) {
    throw refuseRules('NOTICE');
  }
}

/** Where records of a person begin: a field of a table is a path from one of them. */
const ENTITIES = ['Person', 'Consent', 'Referral', 'ReferralHandling', 'SharedCase', 'Participant', 'AccessRecord'];

/** A path that the contract does not have opens nothing, and closes nothing where it was meant to. */
function checkFields(
  table: string,
  text: string,
  columns: readonly ('transform' | 'mode' | 'purpose' | 'category' | 'fields')[],
): void {
  const contract = classify(readContract('supergraph.graphql'));
  const categoryAt = (entity: string, path: string): string | null => {
    try {
      let type = entity;
      let category: string | null = null;
      for (const name of path.split('.')) ({ gives: type, category } = contract.field(type, name));
      return category;
    } catch {
      return null;
    }
  };
  for (const row of readTable(table, text, columns)) {
    if (/[*∩()]/.test(row.fields) || row.category === '*') continue;
    for (const path of row.fields.split(' ')) {
      const found = ENTITIES.map((entity) => categoryAt(entity, path)).filter((category) => category !== null);
      if (row.category.split('|').some((category) => found.includes(category))) continue;
      throw refuseRules('FIELD', `${table}: \`${path}\`, \`${row.category}\``);
    }
  }
}
