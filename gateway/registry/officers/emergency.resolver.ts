import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar, DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { HubError } from '../../errors.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { emergencyEndsAt, emergencyReviewDueAt, informationDueOn } from '../../policy/deadlines.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { knownFileOf } from '../people/person.resolver.ts';
import { Person } from '../people/person.type.ts';
import { DeclareEmergencyInput, EmergencyAccess, EmergencyDeclaration } from './emergency.type.ts';
import { isOverdue } from './emergency-due.ts';
import { officerRefusal } from './officer-refusals.ts';

@Resolver(() => EmergencyAccess)
export class EmergencyResolver {
  @Crossing('AGENT_DIRECTORY')
  @Mutation(() => EmergencyDeclaration, {
    nullable: true,
    description:
      'Declares that a person is in serious and imminent danger (péril grave et imminent, CP 223-6 and 122-7), so that for four hours rule R001 opens the minimum of one file of another body to you, under the purpose EMERGENCY. Open to the professions of that rule who are bound by secrecy; refused to all others. Every declaration is on record, reviewed within 72 hours by two officers of the body that holds the file, and told to the person afterwards.',
  })
  async declareEmergency(
    @Arg('input', () => DeclareEmergencyInput, { description: 'What danger, and whose file is needed.' })
    input: DeclareEmergencyInput,
    @Ctx() { repositories, caller, at, mayDeclareEmergency }: RegistryOperation,
  ): Promise<EmergencyDeclaration> {
    const { body, agent, purpose } = caller;
    if (purpose !== 'EMERGENCY') throw officerRefusal('NOT_AN_EMERGENCY_PURPOSE');
    const [owner = '', local = ''] = input.person.split(/:(.*)/s);
    if (local === '') throw new HubError('BAD_REQUEST', 'a file is named `BODY:local`');
    if (owner === body) throw officerRefusal('OWN_FILE');
    if ((await repositories.bodies.findBody(owner)) === null) throw officerRefusal('NO_SUCH_BODY');
    const subject = await repositories.emergencies.subjectOf(input.person);
    if (!(await mayDeclareEmergency(owner, subject))) throw officerRefusal('EMERGENCY_NOT_FOR_YOU');
    const { motive, request = null } = input;
    // Of a file that there is not, nothing is kept but the line of the journal; the answer is the same.
    if (subject !== null) await repositories.emergencies.declare({ body, agent, owner, subject, motive, request, at });
    return { motive, ...HOURS };
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Body, { nullable: true, description: 'The body of the agent who declared it.' })
  agentBody(
    @Root() { agentBodyCode }: EmergencyAccess,
    @Ctx() { repositories }: RegistryOperation,
  ): Promise<Body | null> {
    return repositories.bodies.findBody(agentBodyCode);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that holds the file.' })
  ownerBody(@Root() { ownerCode }: EmergencyAccess, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(ownerCode);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'By when both officers review it: 72 hours after it was declared.',
  })
  reviewDueAt(@Root() { declaredAt }: EmergencyAccess): Date {
    return emergencyReviewDueAt(declaredAt);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Boolean, { nullable: true, description: 'Whether a review is missing after that.' })
  overdue(@Root() emergency: EmergencyAccess, @Ctx() { at }: RegistryOperation): boolean {
    return isOverdue(emergency, at);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Day by which the person is told of it: one month at the latest (RGPD 14(3)(a)).',
  })
  informDueOn(@Root() { declaredAt }: EmergencyAccess): string {
    return informationDueOn(civilDateOf(declaredAt));
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'The file that the caller’s own body holds about the person, where there is one that she may know of.',
  })
  person(@Root() { subject }: EmergencyAccess, @Ctx() operation: RegistryOperation): Promise<Person | null> {
    return knownFileOf(subject, operation);
  }
}

const START = new Date(0);
const hours = (end: Date) => end.getTime() / 3_600_000;
/** The same for every declaration, whatever became of it. */
const HOURS = {
  goodForHours: hours(emergencyEndsAt(START)),
  reviewedWithinHours: hours(emergencyReviewDueAt(START)),
};
