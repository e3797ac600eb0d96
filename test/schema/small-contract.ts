import { linkSubgraph } from '../../schema/link.ts';
import type { Publication } from '../../schema/lint.ts';

/** A contract in order, small enough to be read at once: the hub's registry, what every body exposes, and one kind. */
export const SMALL_CONTRACT: Readonly<Record<'registry' | 'body' | 'commune', string>> = {
  registry: /* GraphQL */ `
    type Query {
      bodies: [Body!]! @crossing(category: SERVICE_OFFER)
      person(id: ID!): Person @crossing(category: PRESENCE)
      sharedCases(first: Int, after: String): SharedCaseConnection @crossing(category: CASE_META)
    }
    type SharedCaseConnection {
      edges: [SharedCaseEdge!] @crossing(category: CASE_META)
      pageInfo: PageInfo! @crossing(category: SERVICE_OFFER)
      totalCount: Int @crossing(category: CASE_META)
    }
    type SharedCaseEdge {
      cursor: String @crossing(category: CASE_META)
      node: SharedCase @crossing(category: CASE_META)
    }
    type PageInfo {
      hasNextPage: Boolean! @crossing(category: SERVICE_OFFER)
      endCursor: String @crossing(category: SERVICE_OFFER)
    }
    type Body @key(fields: "code") {
      code: ID! @crossing(category: SERVICE_OFFER)
      name: String! @crossing(category: SERVICE_OFFER)
    }
    type Person @key(fields: "id") {
      id: ID! @crossing(category: PRESENCE)
      body: Body @crossing(category: PRESENCE)
    }
    type SharedCase @key(fields: "id") {
      id: ID! @crossing(category: PRESENCE)
      status: String @crossing(category: CASE_META)
      participants: [Participant!] @crossing(category: CASE_META)
      people: [Person!] @crossing(category: CASE_META)
    }
    type Participant @key(fields: "id") {
      id: ID! @crossing(category: PRESENCE)
      body: Body @crossing(category: CASE_META)
    }
  `,
  body: /* GraphQL */ `
    scalar Date
    type Body @key(fields: "code") {
      code: ID! @crossing(category: SERVICE_OFFER)
      serviceOffers: [ServiceOffer!] @crossing(category: SERVICE_OFFER)
    }
    type ServiceOffer {
      name: String! @crossing(category: SERVICE_OFFER)
      phone: String @crossing(category: SERVICE_OFFER)
    }
    type Person @key(fields: "id") {
      id: ID! @crossing(category: PRESENCE)
      birthName: String @crossing(category: IDENTITY)
      birthDate: Date @crossing(category: IDENTITY)
      household: Household @crossing(category: HOUSEHOLD)
      benefits: [Benefit!] @crossing(category: BENEFITS)
      socialReports: [SocialReport!] @crossing(category: SOCIAL_REPORT)
    }
    type Household {
      members: [Membership!] @crossing(category: HOUSEHOLD)
    }
    type Membership {
      role: String @crossing(category: HOUSEHOLD)
      person: Person @crossing(category: HOUSEHOLD)
    }
    type Benefit {
      kind: String @crossing(category: BENEFITS)
    }
    type SocialReport {
      conclusions: String @crossing(category: SOCIAL_REPORT)
      narrative: String @crossing(category: FREE_TEXT)
    }
    type Participant @key(fields: "id") {
      id: ID! @crossing(category: PRESENCE)
      contributions(category: Category!): [Contribution!] @crossing(by: "category")
    }
    type Contribution {
      value: String @crossing(by: "category")
    }
    type Mutation {
      contribute(body: ID!, case: ID!, category: Category!, value: String!): Participant @crossing(by: "category")
    }
  `,
  commune: /* GraphQL */ `
    type Person @key(fields: "id") {
      id: ID! @crossing(category: PRESENCE)
      childcareRequest: ChildcareRequest @crossing(category: CHILDCARE)
    }
    type ChildcareRequest {
      places: Int @crossing(category: CHILDCARE)
    }
  `,
};

/** The small contract, linked, with one piece of SDL of one subgraph put in the place of another. */
export function smallContract(change?: {
  readonly in: keyof typeof SMALL_CONTRACT;
  readonly instead: string;
  readonly write: string;
}): readonly Publication[] {
  return Object.entries(SMALL_CONTRACT).map(([name, sdl]) => {
    if (name !== change?.in) return { name, sdl: linkSubgraph(sdl) };
    if (!sdl.includes(change.instead)) throw new Error(`the small contract has no \`${change.instead}\``);
    return { name, sdl: linkSubgraph(sdl.replace(change.instead, change.write)) };
  });
}
