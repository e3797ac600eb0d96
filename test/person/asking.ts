import { type Asked, dataOf, type HubAnswer, type Territory } from '../support/territory.ts';
import type { World } from '../support/world.ts';

/** All that a person may ask of herself, as her page asks it. */
export const ACCOUNT = `
  consents { id kind status categories fromBodies { code } toBodies { code } validTo plainFrench plainEnglish }
  accessRecords {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id at agent partnerSystem mission operation agentBody { code } profession purpose category
      decision rule reason ownerBody { code } count plainFrench plainEnglish } } }
  referrals { id number handling { state nextOn contact plainFrench plainEnglish } }
  recipients { recipient owner category purpose rule firstAt lastAt times }
  contestations { id object objectId state dueOn }`;

export const ME = `query($first: Int, $after: String, $from: DateTime) { me(first: $first, after: $after, from: $from) { ${ACCOUNT} } }`;

export interface AccountAnswer {
  readonly consents: readonly {
    readonly id: string;
    readonly status: string;
    readonly plainFrench: string;
    readonly plainEnglish: string;
  }[];
  readonly accessRecords: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: TraceAnswer }[];
  };
  readonly referrals: readonly {
    readonly id: string;
    readonly number: string;
    readonly handling: Readonly<Record<'state' | 'contact' | 'plainFrench', string>> & {
      readonly nextOn: string | null;
    };
  }[];
  readonly contestations: readonly { readonly object: string; readonly objectId: string; readonly dueOn: string }[];
  readonly recipients: readonly Readonly<Record<'recipient' | 'owner' | 'category' | 'purpose' | 'rule', string>>[];
}
export interface TraceAnswer {
  readonly id: string;
  readonly agent: string | null;
  readonly mission: string | null;
  readonly operation: string | null;
  readonly partnerSystem: string | null;
  readonly agentBody: { readonly code: string };
  readonly ownerBody: { readonly code: string };
  readonly profession: string;
  readonly purpose: string;
  readonly category: string;
  readonly decision: string;
  readonly rule: string;
  readonly plainFrench: string;
}

/** The person concerned, as her body enrolled her, or who represents her. */
export async function asPerson(
  territory: Territory,
  world: World,
  file: string,
  represents = false,
  who = 'identity-1',
): Promise<Asked> {
  const claims = { subject: [await world.subjectOf(file)], represents };
  const token = await territory.signToken({ agent: who, body: 'PERSONNES', now: new Date(), claims });
  return { agent: who, purpose: 'SUBJECT_RIGHTS', token };
}

/** Whose account an answer holds. */
export function accountOf(answer: HubAnswer): AccountAnswer {
  const { me, onBehalfOf } = dataOf<Record<'me' | 'onBehalfOf', AccountAnswer | undefined>>(answer);
  const account = me ?? onBehalfOf;
  if (!account) throw new Error(`there is no account in the answer: ${answer.text}`);
  return account;
}

export const tracesOf = (answer: HubAnswer): readonly TraceAnswer[] =>
  accountOf(answer).accessRecords.edges.map(({ node }) => node);
