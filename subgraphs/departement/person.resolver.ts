import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BodyContext } from '../contract/context.ts';
import { Crossing } from '../joining/crossing.ts';
import { PmiChildImpact } from './child-impact.type.ts';
import { ChildProtectionMeasure } from './child-protection.type.ts';
import { currentMeasure } from './current-measure.ts';
import { departementRecords } from './departement.repository.ts';
import { Person } from './person.type.ts';
import { Pmi } from './pmi.type.ts';
import { WorryingInformation } from './worrying-information.type.ts';

@Resolver(() => Person)
export class PersonResolver {
  @Crossing('PMI')
  @FieldResolver(() => Pmi, { nullable: true, description: 'Follow-up by PMI.' })
  pmi(@Root() person: Person, @Ctx() context: BodyContext): Promise<Pmi | null> {
    return departementRecords(context).pmi(person.local);
  }

  @Crossing('PMI')
  @FieldResolver(() => PmiChildImpact, {
    nullable: true,
    description: 'How what PMI follows bears on the child, in codes.',
  })
  pmiChildImpact(@Root() person: Person, @Ctx() context: BodyContext): Promise<PmiChildImpact | null> {
    return departementRecords(context).pmi(person.local);
  }

  @Crossing('CHILD_PROTECTION')
  @FieldResolver(() => ChildProtectionMeasure, {
    nullable: true,
    description: 'The measure that runs today, else the last one (mesure ASE).',
  })
  async childProtection(@Root() person: Person, @Ctx() context: BodyContext): Promise<ChildProtectionMeasure | null> {
    return currentMeasure(await departementRecords(context).measures(person.local), context.today);
  }

  @Crossing('WORRYING_INFO')
  @FieldResolver(() => [WorryingInformation], {
    nullable: true,
    description: 'Worrying informations received about the person. Only the CRIP reads them.',
  })
  worryingInformation(@Root() person: Person, @Ctx() context: BodyContext): Promise<readonly WorryingInformation[]> {
    return departementRecords(context).worryingInformation(person.local);
  }

  @Crossing('EMPLOYMENT')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Référent Parcours Insertion Vers l’Emploi of the person, with the service.',
  })
  async insertionReferent(@Root() person: Person, @Ctx() context: BodyContext): Promise<string | null> {
    return (await departementRecords(context).insertionFollowUp(person.local))?.referent ?? null;
  }
}
