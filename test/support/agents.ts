import { readFileSync } from 'node:fs';
import type { Recipient } from '../../gateway/policy/facts.ts';
import { readTable } from '../../gateway/policy/table.ts';
import {
  type Community,
  type Profession,
  PURPOSES,
  type Purpose,
  type SecrecyStatus,
} from '../../schema/vocabulary.ts';

/** An agent of the scenarios, with the habilitation that her profession gives by default. */
export interface ScenarioAgent extends Recipient {
  readonly agent: string;
  readonly service: string | null;
  readonly purposes: readonly Purpose[];
}

interface Defaults {
  readonly secrecy: SecrecyStatus;
  readonly communities: readonly Community[];
}

const COLUMNS = [
  'code',
  'label_fr',
  'usual_bodies',
  'secrecy_status',
  'legal_source',
  'communities',
  'confidence',
] as const;
const PROFESSIONS_CSV = readFileSync(new URL('../../prisma/reference/professions.csv', import.meta.url), 'utf8');

/** What a profession brings to a habilitation unless the habilitation says otherwise. */
export const PROFESSION_DEFAULTS: ReadonlyMap<string, Defaults> = new Map(
  readTable('professions.csv', PROFESSIONS_CSV, COLUMNS).map((row) => [
    row.code,
    {
      secrecy: row.secrecy_status as SecrecyStatus,
      communities: row.communities === 'NONE' ? [] : (row.communities.split('|') as Community[]),
    },
  ]),
);

/** Someone of a profession at a body, as the table of professions has her. */
export function anAgent(
  body: string,
  bodyKind: string,
  profession: Profession,
  over: Partial<Defaults> = {},
): Recipient {
  const defaults = PROFESSION_DEFAULTS.get(profession);
  if (!defaults) throw new Error(`no profession \`${profession}\``);
  return { body, bodyKind, profession, ...defaults, ...over };
}

type Line = [agent: string, body: string, bodyKind: string, service: string | null, profession: Profession];

/** The agents of the scenarios. AG-02b is the assistante sociale whom the CCAS de Longvic employs in S19. */
const LINES: readonly Line[] = [
  ['AG-01', 'DEPT_21', 'DEPARTEMENT', 'ESCO_LONGVIC', 'ASS'],
  ['AG-02', 'CCAS_LONGVIC', 'CCAS', null, 'CCAS_SOCIAL'],
  ['AG-02b', 'CCAS_LONGVIC', 'CCAS', null, 'ASS'],
  ['AG-03', 'CCAS_LONGVIC', 'CCAS', null, 'CCAS_DESK'],
  ['AG-04', 'COMMUNE_LONGVIC', 'COMMUNE', 'MULTI_ACCUEIL', 'MUNI_CHILDCARE'],
  ['AG-05', 'COMMUNE_LONGVIC', 'COMMUNE', 'POLICE_MUNICIPALE', 'POLICE_MUN'],
  ['AG-06', 'DEPT_21', 'DEPARTEMENT', 'PMI', 'MED_PMI'],
  ['AG-07', 'DEPT_21', 'DEPARTEMENT', 'CRIP', 'CRIP'],
  ['AG-08', 'METRO_DIJON', 'METROPOLE', 'FSL', 'METRO_FSL'],
  ['AG-09', 'METRO_DIJON', 'METROPOLE', 'ACCUEIL_SOCIAL', 'METRO_SOCIAL'],
  ['AG-10', 'DEPT_92', 'DEPARTEMENT', 'SST_SCEAUX', 'ASS'],
  ['AG-11', 'CCAS_SCEAUX', 'CCAS', 'CCAS', 'CCAS_SOCIAL'],
  ['AG-12', 'ML_DIJON', 'MISSION_LOCALE', null, 'ML_ADV'],
  ['AG-13', 'DEPT_21', 'DEPARTEMENT', 'OBSERVATOIRE', 'ANALYST'],
  ['AG-14', 'CCAS_LONGVIC', 'CCAS', null, 'CONSENT_OFFICER'],
  ['AG-15', 'COMMUNE_LONGVIC', 'COMMUNE', null, 'MAYOR'],
  ['AG-16', 'COLLEGE_LONGVIC', 'EDUCATION', null, 'TEACHER'],
  ['AG-17', 'DEPT_21', 'DEPARTEMENT', 'ASE', 'EDUC_SPE'],
  ['AG-18', 'COMMUNE_LONGVIC', 'COMMUNE', 'PRE', 'MUNI_EDU'],
  ['AG-19', 'CCAS_STAPO', 'CCAS', null, 'CCAS_SOCIAL'],
  ['AG-20', 'COMMUNE_SCEAUX', 'COMMUNE', 'LOGEMENT', 'MUNI_HOUSING'],
  ['AG-21', 'HEALTH_CMP', 'HEALTH', null, 'CMP_CARE'],
  ['AG-22', 'DEPT_21', 'DEPARTEMENT', null, 'DPO'],
  ['AG-23', 'CCAS_LONGVIC', 'CCAS', null, 'DPO'],
];

export const AGENTS: ReadonlyMap<string, ScenarioAgent> = new Map(
  LINES.map(([agent, body, bodyKind, service, profession]) => [
    agent,
    { agent, service, purposes: PURPOSES, ...anAgent(body, bodyKind, profession) },
  ]),
);

/** The agent of that name, or an error that names it. */
export function agentNamed(agent: string): ScenarioAgent {
  const found = AGENTS.get(agent);
  if (!found) throw new Error(`no agent \`${agent}\``);
  return found;
}
