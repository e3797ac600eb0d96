import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { RegistryOperation } from '../operation.ts';
import { assertKeepsRegister, assertMayKnow } from './consent-access.ts';
import { refusal } from './consent-refusals.ts';
import { DecisionFact } from './decision-fact.type.ts';
import { verifyStatement } from './decision-fact-signature.ts';
import { readStatement } from './decision-fact-statement.ts';

/** What bodies say of their own persons, for decisions alone. */
@Resolver()
export class DecisionFactResolver {
  @Crossing('CONSENT_RECORD')
  @Mutation(() => DecisionFact, {
    nullable: true,
    description:
      'Says a closed word of one of your own persons: minor until, holders of parental authority, protected address… The statement is a compact JWS (EdDSA, `typ: passerelle-fact+jws`) under a key that the registry has of your body, with `iss` (your body), `sub` (the pseudonym), `jti`, `iat`, `word`, `value`, `from` and `to` (instants, `to` may be null). From `from` on it takes the place of what your body had said of the same word.',
  })
  async pushDecisionFact(
    @Arg('person', () => ID, { description: 'The file that your body holds about the person, `BODY:local`.' })
    person: string,
    @Arg('statement', () => String, { description: 'The signed statement.' }) statement: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<DecisionFact, 'id'>> {
    const { repositories, caller, at, now, awaitRevocation } = operation;
    await assertKeepsRegister(operation);
    if (statement.length > LONGEST_STATEMENT) throw refusal('BAD_STATEMENT');
    const payload = await verifyStatement(statement, await repositories.facts.keysOf(caller.body, now()));
    const said = readStatement(payload, now());
    if (said.iss !== caller.body) throw refusal('BAD_STATEMENT');
    const id = await repositories.facts.push({ statement: said, signature: statement, file: person, at });
    repositories.consents.forget();
    await awaitRevocation();
    return { id };
  }

  @Crossing('CONSENT_RECORD')
  @Mutation(() => DecisionFact, {
    nullable: true,
    description:
      'Takes back a word that your body has said: from now on it is unknown, and unknown means no. Done twice, it is done once.',
  })
  async revokeDecisionFact(
    @Arg('id', () => ID, { description: 'Id of the fact.' }) id: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<DecisionFact, 'id'>> {
    const { repositories, at, awaitRevocation } = operation;
    await assertKeepsRegister(operation);
    await assertMayKnow(operation, 'DecisionFact', id);
    await repositories.facts.revoke(id, at);
    repositories.consents.forget();
    await awaitRevocation();
    return { id };
  }
}

const LONGEST_STATEMENT = 4_096;
