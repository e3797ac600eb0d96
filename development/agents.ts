import { join } from 'node:path';
import { posts } from '../prisma/seed/hub-agents.ts';
import { BODIES } from '../prisma/seed/town.ts';
import { type DevelopmentIssuer, openIssuer } from './issuer.ts';

/** What tokens of a development run say in `aud`. */
export const AUDIENCE = 'passerelle';

/** Every body that has agents: each has an issuer of its own. */
export const employers: readonly string[] = [
  ...new Set([...BODIES.map(({ code }) => code), ...posts.map(({ body }) => body)]),
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

function bodyOf(agent: string): string {
  const post = posts.find((each) => each.agent === agent);
  if (post === undefined)
    throw new Error(`no agent \`${agent}\` in the data set: add --body CODE for an agent of your own`);
  return post.body;
}
