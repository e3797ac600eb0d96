import { join } from 'node:path';
import { posts } from '../prisma/seed/hub-agents.ts';
import { pseudonymise } from '../prisma/seed/hub-subjects.ts';
import { BODIES, town } from '../prisma/seed/town.ts';
import { type DevelopmentIssuer, openIssuer } from './issuer.ts';
import { openSecrets } from './secrets.ts';

/** What tokens of a development run say in `aud`. */
export const AUDIENCE = 'passerelle';

/** In whose name persons concerned are vouched for. */
export const PERSONS = 'PERSONNES';

/** Every body that has agents, and who vouches for persons: each has an issuer of its own. */
export const employers: readonly string[] = [
  ...new Set([...BODIES.map(({ code }) => code), ...posts.map(({ body }) => body), PERSONS]),
];

/** The issuers of the development run of a data folder; their keys are made on its first start. */
export function openDevelopmentIssuer(data: string): Promise<DevelopmentIssuer> {
  return openIssuer({ file: join(data, 'keys', 'issuers.json'), bodies: employers, audience: AUDIENCE });
}

/** A token for an agent of the data set, or any other agent if her body is named; good for one working day from now. */
export async function tokenOf(data: string, agent: string, body = bodyOf(agent)): Promise<string> {
  const issuer = await openDevelopmentIssuer(data);
  return issuer.token({ agent, body, now: new Date() });
}

/**
 * A token for a person of the town, or for who represents her. It carries the pseudonym that a body would give at her
 * enrolment; in production `sub` is as opaque as that.
 */
export async function personTokenOf(data: string, key: string, represents: boolean): Promise<string> {
  const person = town.find((each) => each.key === key);
  if (person === undefined) throw new Error(`nobody in the data set is called \`${key}\``);
  const issuer = await openDevelopmentIssuer(data);
  const subject = pseudonymise([person], openSecrets(data).linkageKey).subjectOf(key);
  return issuer.token({ agent: key, body: PERSONS, now: new Date(), claims: { subject, represents } });
}

function bodyOf(agent: string): string {
  const post = posts.find((each) => each.agent === agent);
  if (post === undefined)
    throw new Error(`no agent \`${agent}\` in the data set: add --body CODE for an agent of your own`);
  return post.body;
}
