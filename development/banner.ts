/** A person of the demonstration whose token is worth having at hand. */
export const PERSONAS = [
  { agent: 'AG-02', who: 'Travailleur social, CCAS de Longvic' },
  { agent: 'AG-13', who: 'Analyste, Département de la Côte-d’Or' },
  { agent: 'AG-14', who: 'Référent accords et accès, CCAS de Longvic' },
] as const;

export const DISCLAIMER =
  "Jeu de démonstration : personnes fictives, dates de signature supposées ; aucun organisme cité n'a validé ce logiciel.";

/** A case of the crowd whose accord opens some of what the other body holds, and not all of it. */
const MISSION = 'SP-L1';
const QUERY = `{ sharedCase(id: "${MISSION}") { status people { body { name } birthName housing { tenure } budget { debtTotal } } } }`;

/** What a newcomer needs to ask a first question: where, as whom, and what to paste. French first, then English. */
export function banner(o: {
  readonly hub: string;
  readonly seconds: number;
  readonly clock: Date | null;
  readonly data: string;
  readonly tokens: ReadonlyMap<string, string>;
}): string {
  const first = PERSONAS[0];
  const clock = o.clock === null ? [] : [`  Horloge   ${o.clock.toISOString()}`];
  const tokens = PERSONAS.flatMap(({ agent, who }) => [`  ${agent}  ${who}`, `  ${o.tokens.get(agent)}`, '']);
  return [
    '',
    `Passerelle est prête en ${o.seconds.toFixed(1)} s / ready in ${o.seconds.toFixed(1)} s`,
    '',
    `  ${DISCLAIMER}`,
    '',
    `  Adresse   ${o.hub}   (GraphQL : POST ${o.hub}/graphql)`,
    `  Données   ${o.data}`,
    ...clock,
    '',
    'Jetons, valables huit heures / tokens, good for eight hours',
    '',
    ...tokens,
    'Une question à coller / a question to paste',
    '',
    `  curl -s ${o.hub}/graphql \\`,
    `    -H 'authorization: Bearer ${o.tokens.get(first.agent)}' \\`,
    `    -H 'content-type: application/json' -H 'x-purpose: CASE' -H 'x-mission: ${MISSION}' \\`,
    `    -d '${JSON.stringify({ query: QUERY })}'`,
    '',
    `  Un autre jeton / another token : npm run -s token -- AG-01`,
    `  Ctrl-C arrête tout / stops everything`,
    '',
  ].join('\n');
}
