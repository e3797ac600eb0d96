import { openOverlapWorld } from '../statistics/overlap-world.ts';
import type { HubAnswer, Territory } from '../support/territory.ts';

/** A territory in which three bodies follow enough people for a study, with a hub that speaks to the linkage service. */
export async function openStudyTerritory(): Promise<Territory> {
  const world = await openOverlapWorld();
  const hub = await world.openHub();

  async function ask(...[query, asked]: Parameters<Territory['ask']>): Promise<HubAnswer> {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${asked.token ?? (await world.territory.tokenOf(asked.agent))}`,
        ...(asked.purpose ? { 'x-purpose': asked.purpose } : {}),
      },
      body: JSON.stringify({ query, variables: asked.variables }),
    });
    const text = await response.text();
    const operation = response.headers.get('x-operation') ?? '';
    return { status: response.status, text, operation, body: JSON.parse(text) };
  }

  return {
    ...{ ...world.territory, hubUrl: hub.url, ask },
    async close() {
      await hub.close();
      await world.close();
    },
  };
}
