import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../schema/files.ts';
import { type Profession, PURPOSES, type Purpose } from '../../schema/vocabulary.ts';

/** A post that an agent of the scenarios holds. What she may do follows from her profession and from the purposes. */
export interface Post {
  readonly agent: string;
  readonly body: string;
  readonly service: string | null;
  readonly profession: Profession;
  readonly purposes: readonly Purpose[];
}

/** What an agent with people to accompany may be asked to do; control and a person's own rights are not among it. */
const ACCOMPANYING = PURPOSES.filter((purpose) => purpose !== 'AUDIT' && purpose !== 'SUBJECT_RIGHTS');
const COUNTING: readonly Purpose[] = ['DIRECTORY', 'ROUTING', 'STATISTICS', 'STEERING'];
const CONTROLLING: readonly Purpose[] = ['DIRECTORY', 'AUDIT', 'SUBJECT_RIGHTS'];

const post = (
  agent: string,
  body: string,
  service: string | null,
  profession: Profession,
  purposes: readonly Purpose[] = ACCOMPANYING,
): Post => ({ agent, body, service, profession, purposes });

/** The agents of the scenarios. All are fictitious. */
export const posts: readonly Post[] = [
  post('AG-01', 'DEPT_21', 'ESCO_LONGVIC', 'ASS'),
  post('AG-02', 'CCAS_LONGVIC', 'ACCOMPAGNEMENT', 'CCAS_SOCIAL'),
  post('AG-02b', 'CCAS_LONGVIC', 'ACCOMPAGNEMENT', 'ASS'),
  post('AG-03', 'CCAS_LONGVIC', 'ACCUEIL', 'CCAS_DESK'),
  post('AG-04', 'COMMUNE_LONGVIC', 'MULTI_ACCUEIL', 'MUNI_CHILDCARE'),
  post('AG-05', 'COMMUNE_LONGVIC', 'POLICE_MUNICIPALE', 'POLICE_MUN'),
  post('AG-06', 'DEPT_21', 'PMI', 'MED_PMI'),
  post('AG-07', 'DEPT_21', 'CRIP', 'CRIP'),
  post('AG-08', 'METRO_DIJON', 'FSL', 'METRO_FSL'),
  post('AG-09', 'METRO_DIJON', 'ACCUEIL_SOCIAL', 'METRO_SOCIAL'),
  post('AG-10', 'DEPT_92', 'SST_SCEAUX', 'ASS'),
  post('AG-11', 'CCAS_SCEAUX', 'CCAS', 'CCAS_SOCIAL'),
  post('AG-12', 'ML_DIJON', null, 'ML_ADV'),
  post('AG-13', 'DEPT_21', 'OBSERVATOIRE', 'ANALYST', COUNTING),
  post('AG-14', 'CCAS_LONGVIC', 'ACCORDS_ACCES', 'CONSENT_OFFICER', CONTROLLING),
  post('AG-15', 'COMMUNE_LONGVIC', null, 'MAYOR'),
  post('AG-16', 'COLLEGE_LONGVIC', null, 'TEACHER'),
  post('AG-17', 'DEPT_21', 'ASE', 'EDUC_SPE'),
  post('AG-18', 'COMMUNE_LONGVIC', 'PRE', 'MUNI_EDU'),
  post('AG-19', 'CCAS_STAPO', 'ACCOMPAGNEMENT', 'CCAS_SOCIAL'),
  post('AG-20', 'COMMUNE_SCEAUX', 'LOGEMENT', 'MUNI_HOUSING'),
  post('AG-21', 'HEALTH_CMP', null, 'CMP_CARE'),
  // Two officers of two bodies publish the rules; each writes of her body's instruments.
  post('AG-22', 'DEPT_21', null, 'DPO', [...CONTROLLING, 'STEERING']),
  post('AG-23', 'CCAS_LONGVIC', null, 'DPO', [...CONTROLLING, 'STEERING']),
];

/** What a profession brings to a habilitation unless a text says otherwise. */
interface ProfessionDefaults {
  readonly secrecy: string;
  readonly communities: readonly string[];
}

/** The habilitations of these posts, as rows of the hub's database; each copies the defaults of its profession. */
export function habilitationsOf(held: readonly Post[]) {
  const defaults = readProfessions();
  return held.map(({ agent, body, service, profession, purposes }) => {
    const { secrecy, communities } = defaults.get(profession)!;
    return {
      id: `H-${agent}`,
      agent,
      bodyCode: body,
      serviceCode: service,
      profession,
      secrecy,
      communities: [...communities],
      purposes: [...purposes],
      validFrom: new Date('2020-01-01'),
    };
  });
}

function readProfessions(): ReadonlyMap<string, ProfessionDefaults> {
  const text = readFileSync(join(projectRoot(), 'prisma/reference/professions.csv'), 'utf8');
  const [header = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = header.split(',');
  return new Map(
    lines.map((line) => {
      const cells = line.split(',');
      if (cells.length !== columns.length)
        throw new Error(`professions.csv: \`${cells[0]}\` has not one cell per column`);
      const cell = (column: string) => cells[columns.indexOf(column)] ?? '';
      const communities = cell('communities') === 'NONE' ? [] : cell('communities').split('|');
      return [cell('code'), { secrecy: cell('secrecy_status'), communities }];
    }),
  );
}
