import { join } from 'node:path';
import pg from 'pg';
import { type DevelopmentIssuer, openIssuer } from './issuer.ts';
import { KeptFile } from './kept-file.ts';

/** What tokens of a development run say in `aud`. */
export const AUDIENCE = 'passerelle';

/** The body, or bodies, that each agent of the data set works for. Kept with the data, so that tokens can be made with nothing running. */
type Agents = Readonly<Record<string, readonly string[]>>;

export function agentsFile(data: string): KeptFile<Agents> {
  return new KeptFile<Agents>(join(data, 'agents.json'));
}

export function openDevelopmentIssuer(data: string, bodies: readonly string[]): Promise<DevelopmentIssuer> {
  return openIssuer({ file: join(data, 'keys', 'issuers.json'), bodies, audience: AUDIENCE });
}

/** Reads from the registry who works where. */
export async function keepAgents(data: string, hubDatabase: string): Promise<void> {
  const client = new pg.Client(hubDatabase);
  await client.connect();
  try {
    const { rows } = await client.query<{ agent: string; bodies: string[] }>(
      'SELECT agent, array_agg(DISTINCT body_code) AS bodies FROM habilitation GROUP BY agent ORDER BY agent',
    );
    agentsFile(data).write(Object.fromEntries(rows.map(({ agent, bodies }) => [agent, bodies])));
  } finally {
    await client.end();
  }
}

/** A token for an agent of the data set, good for one working day from now. */
export async function tokenOf(data: string, agent: string, atBody?: string): Promise<string> {
  const agents = agentsFile(data).read();
  if (agents === null) throw new Error(`nothing has been started in \`${data}\` yet: run npm start once`);
  const bodies = agents[agent];
  if (bodies === undefined) throw new Error(`no agent \`${agent}\`: there are ${Object.keys(agents).join(', ')}`);
  if (atBody === undefined && bodies.length > 1)
    throw new Error(`\`${agent}\` works for ${bodies.join(' and ')}: add --body`);
  const body = bodies.find((code) => code === (atBody ?? code));
  if (body === undefined) throw new Error(`\`${agent}\` works for ${bodies.join(' and ')}, not for \`${atBody}\``);
  const issuer = await openDevelopmentIssuer(data, [body]);
  return issuer.token({ agent, body, now: new Date() });
}
