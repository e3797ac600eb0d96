import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { Change } from '../../policy/diff.ts';
import type { RegistryOperation } from '../operation.ts';
import type { PublishedVersion } from './rule-set.repository.ts';
import { RuleChange, RuleSet, RuleSetInput, RuleSetPublisher } from './rule-set.type.ts';
import { changesBetween } from './rule-set-changes.ts';
import { assertDataProtectionOfficer, checkVersion, type NewVersion } from './rule-set-checks.ts';

/** The tables that decide, open to everybody: a rule that nobody can read is no rule. */
@Resolver(() => RuleSet)
export class RuleSetResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => [RuleSet], {
    description: 'The versions of the rules: those that are proposed, then those that are published, the newest first.',
  })
  async ruleSets(@Ctx() { repositories, at }: RegistryOperation): Promise<readonly RuleSet[]> {
    return listed(await repositories.ruleSets.listVersions(), at);
  }

  @Crossing('SERVICE_OFFER')
  @Mutation(() => RuleSet, {
    nullable: true,
    description:
      'Publishes a version of the rules. It takes two data-protection officers, of two bodies: the first to say it proposes it, the second publishes it by saying the same. It decides from an instant to come, thirty days ahead or for a reason that is published with it, and is never changed afterwards.',
  })
  async publishRuleSet(
    @Ctx() operation: RegistryOperation,
    @Arg('input', () => RuleSetInput, { description: 'The version.' }) input: RuleSetInput,
  ): Promise<RuleSet> {
    const { caller, at, repositories } = operation;
    assertDataProtectionOfficer(caller);
    const wanted = complete(input, await repositories.ruleSets.listVersions());
    checkVersion(wanted);
    await repositories.ruleSets.publish(wanted, { body: caller.body, agent: caller.agent, at });
    const found = listed(await repositories.ruleSets.listVersions(), at).find(
      ({ version }) => version === input.version,
    );
    if (!found) throw new Error('a version that was written is not there');
    return found;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [RuleSetPublisher], {
    description: 'Who answers for it: one proposes, two publish; nobody for the reference data set.',
  })
  publishedBy(@Root() { by }: RuleSet): readonly RuleSetPublisher[] {
    return by.map((name) => {
      const [body = '', agent = ''] = name.split(':', 2);
      return { body, agent };
    });
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [RuleChange], {
    description:
      'What it changes against the version that decides before it: the cells of the table that are decided otherwise. Empty for the first.',
  })
  changes(@Root() version: RuleSet): readonly Change[] {
    return version.before === null ? [] : changesBetween(version.before, version);
  }
}

/** What is left out is taken from the version that the new one comes after. */
function complete(input: RuleSetInput, versions: readonly PublishedVersion[]): NewVersion {
  const { version, validFrom, rules, groups, transforms, whitelist, shortNotice } = input;
  const before = beforeOf({ validFrom }, versions);
  return {
    ...{ version, validFrom, rules, shortNotice: shortNotice ?? null },
    groups: groups ?? before?.groups ?? '',
    transforms: transforms ?? before?.transforms ?? '',
    whitelist: whitelist ?? before?.whitelist ?? '',
  };
}

function listed(versions: readonly PublishedVersion[], at: Date): readonly RuleSet[] {
  const deciding = versions.find((each) => each.publishedAt !== null && each.validFrom <= at);
  const stateOf = (each: PublishedVersion) => {
    if (each.publishedAt === null) return 'PROPOSED';
    if (each === deciding) return 'IN_FORCE';
    return each.validFrom > at ? 'SCHEDULED' : 'REPLACED';
  };
  return versions.map((each) => ({ ...each, state: stateOf(each), before: beforeOf(each, versions) }));
}

/** The published version that decides until this one does. */
function beforeOf(
  { validFrom }: Pick<PublishedVersion, 'validFrom'>,
  versions: readonly PublishedVersion[],
): PublishedVersion | null {
  return versions.find((each) => each.publishedAt !== null && each.validFrom < validFrom) ?? null;
}
