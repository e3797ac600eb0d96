import type { Caller } from '../../../gateway/policy/caller.ts';
import { BODIES } from '../../../prisma/seed/town.ts';
import { PROFESSIONS, type Profession, PURPOSES } from '../../../schema/vocabulary.ts';
import { PROFESSION_DEFAULTS } from '../../support/agents.ts';

/** Bodies that serve data in these worlds: four that are bound to each other, and one that is bound to one of them. */
export const SERVING = BODIES.filter(({ code }) =>
  ['DEPT_21', 'CCAS_LONGVIC', 'COMMUNE_LONGVIC', 'METRO_DIJON', 'CCAS_STAPO'].includes(code),
);
export const CODES = SERVING.map(({ code }): string => code);

/** Somebody who can ask: where she works, as what, in which service. */
export type Agent = Pick<Caller, 'agent' | 'body' | 'bodyKind' | 'profession' | 'service'>;

const RECEIVING: readonly { code: string; kind: string; professions: readonly Profession[] }[] = [
  { code: 'ML_DIJON', kind: 'MISSION_LOCALE', professions: ['ML_ADV', 'PLIE_ADV', 'FT_ADV', 'CESAM_ADV'] },
  { code: 'COLLEGE_LONGVIC', kind: 'EDUCATION', professions: ['TEACHER', 'EN_SOCIAL'] },
  { code: 'HEALTH_CMP', kind: 'HEALTH', professions: ['CMP_CARE', 'PSY', 'MDA_PRO'] },
];
const EVERYWHERE: readonly Profession[] = ['ASS', 'SW_MANAGER', 'CONSENT_OFFICER', 'DPO'];

/** Every profession at some body, and those that matter most at all of them. Some work in a service, some in none. */
export const AGENTS: readonly Agent[] = [
  ...SERVING.flatMap(({ code, kind }, i) => {
    const others = PROFESSIONS.filter((word) => word !== 'SUBJECT' && !EVERYWHERE.includes(word));
    const own = others.filter((_, n) => n % SERVING.length === i);
    return [...EVERYWHERE, 'CCAS_SOCIAL' as const, ...own].map((profession) => agentOf(code, kind, profession));
  }),
  ...RECEIVING.flatMap(({ code, kind, professions }) => professions.map((each) => agentOf(code, kind, each))),
].filter(({ agent }, i, all) => all.findIndex((each) => each.agent === agent) === i);

function agentOf(body: string, bodyKind: string, profession: Profession): Agent {
  const service = PROFESSIONS.indexOf(profession) % 2 === 0 ? `S-${body}` : null;
  return { agent: `${profession}@${body}`, body, bodyKind, profession, service };
}

/** Their habilitations, as rows of the hub's database: any purpose may be declared, the table has to hold by itself. */
export function habilitationRows(): readonly object[] {
  return AGENTS.map(({ agent, body, profession, service }) => ({
    id: `H-${agent}`,
    agent,
    body_code: body,
    service_code: service,
    profession,
    secrecy: PROFESSION_DEFAULTS.get(profession)?.secrecy,
    communities: PROFESSION_DEFAULTS.get(profession)?.communities,
    purposes: PURPOSES,
    valid_from: '2025-01-01',
  }));
}
