import { type DocumentNode, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Pass } from '../../schema/pass.ts';
import { asksContractOnly, compileGuard, type Guard } from './guard.ts';
import type { SentOperation } from './read-request.ts';
import { PassRefused, type Refusal } from './refusal.ts';
import type { VerifyPass } from './verify-pass.ts';

/** What the guard made of one request. A refused one may have had a pass that was good for something else. */
export type Admission =
  | { readonly refusal: null; readonly pass: Pass | null; readonly covered: ReadonlySet<string> }
  | { readonly refusal: Refusal; readonly pass: Pass | null };

/** Decides whether an operation may run. Throws only if the hub's keys cannot be had. */
export type Admit = (sent: SentOperation, token: string | undefined) => Promise<Admission>;

/**
 * The door of one subgraph. The pass is checked before the question is looked at, so that a stranger costs one signature
 * and learns nothing, and nothing of a stranger's stays in the cache of prepared operations.
 */
export function createAdmit(schema: GraphQLSchema, verify: VerifyPass): Admit {
  const guards = new LRUCache<string, Guard>({ max: MOST_GUARDS });

  const guardOf = (query: string): Guard => {
    const known = guards.get(query);
    if (known) return known;
    const guard = compileGuard(schema, parseWithin(query, MOST_TOKENS));
    guards.set(query, guard);
    return guard;
  };

  return async ({ query, variables }, token) => {
    let pass: Pass | null = null;
    try {
      if (token === undefined && isContractRequest(query)) return { refusal: null, pass, covered: new Set() };
      pass = await verify(token);
      const guard = guardOf(query);
      const refusal = guard(variables, pass);
      return refusal ? { refusal, pass } : { refusal: null, pass, covered: guard.covered };
    } catch (error) {
      if (error instanceof PassRefused) return { refusal: error.refusal, pass };
      throw error;
    }
  };
}

function isContractRequest(query: string): boolean {
  try {
    return asksContractOnly(parseWithin(query, TOKENS_OF_A_CONTRACT_REQUEST));
  } catch (error) {
    if (error instanceof PassRefused) return false;
    throw error;
  }
}

function parseWithin(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (cause) {
    if (cause instanceof GraphQLError) throw new PassRefused({ reason: 'MALFORMED' }, { cause });
    throw cause;
  }
}

const MOST_GUARDS = 1_000;
const MOST_TOKENS = 100_000;
const TOKENS_OF_A_CONTRACT_REQUEST = 50;
