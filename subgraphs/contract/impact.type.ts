import { Field, Int, ObjectType } from 'type-graphql';
import type { Category } from '../../schema/vocabulary.ts';
import { Crossing } from '../joining/crossing.ts';

const SCALE = 'from 0 (none) to 3 (severe)';

/** What daily life feels of a condition, without naming it. One type per category: a value has one category only. */
function functionalImpactOf(category: Category, name: string, condition: string) {
  @ObjectType(name, {
    description: `How ${condition} bears on daily life (retentissement), in codes: neither diagnosis nor treatment.`,
  })
  class FunctionalImpact {
    @Crossing(category)
    @Field(() => Int, { nullable: true, description: `Getting about (mobilité), ${SCALE}.` })
    mobility!: number | null;

    @Crossing(category)
    @Field(() => Int, { nullable: true, description: `Understanding and being understood (communication), ${SCALE}.` })
    communication!: number | null;

    @Crossing(category)
    @Field(() => Int, { nullable: true, description: `Managing at home (autonomie à domicile), ${SCALE}.` })
    autonomyAtHome!: number | null;

    @Crossing(category)
    @Field(() => Int, { nullable: true, description: `Attending regularly (assiduité), ${SCALE}.` })
    steadyAttendance!: number | null;

    @Crossing(category)
    @Field(() => [String], { nullable: true, description: 'Adaptations that are needed (aménagements), short labels.' })
    adaptations!: string[] | null;
  }
  return FunctionalImpact;
}

/** What a child feels of the condition of an adult at home, or of her own: for those who protect the child. */
export function childImpactOf(category: Category, name: string, condition: string) {
  @ObjectType(name, {
    description: `How ${condition} bears on a child (retentissement sur l’enfant), in codes: neither diagnosis nor treatment.`,
  })
  class ChildImpact {
    @Crossing(category)
    @Field(() => Int, { nullable: true, description: `On everyday care (soins quotidiens), ${SCALE}.` })
    impactOnCare!: number | null;

    @Crossing(category)
    @Field(() => Int, { nullable: true, description: `On safety (sécurité), ${SCALE}.` })
    impactOnSafety!: number | null;

    @Crossing(category)
    @Field(() => Int, { nullable: true, description: `On schooling (scolarité), ${SCALE}.` })
    impactOnSchooling!: number | null;
  }
  return ChildImpact;
}

export const HealthImpact = functionalImpactOf('HEALTH', 'HealthImpact', 'health');
export type HealthImpact = InstanceType<typeof HealthImpact>;
export const HealthChildImpact = childImpactOf('HEALTH', 'HealthChildImpact', 'health');
export type HealthChildImpact = InstanceType<typeof HealthChildImpact>;

export const MentalHealthImpact = functionalImpactOf('MENTAL_HEALTH', 'MentalHealthImpact', 'mental health');
export type MentalHealthImpact = InstanceType<typeof MentalHealthImpact>;
export const MentalHealthChildImpact = childImpactOf('MENTAL_HEALTH', 'MentalHealthChildImpact', 'mental health');
export type MentalHealthChildImpact = InstanceType<typeof MentalHealthChildImpact>;

export const DisabilityImpact = functionalImpactOf('DISABILITY', 'DisabilityImpact', 'disability');
export type DisabilityImpact = InstanceType<typeof DisabilityImpact>;
export const DisabilityChildImpact = childImpactOf('DISABILITY', 'DisabilityChildImpact', 'disability');
export type DisabilityChildImpact = InstanceType<typeof DisabilityChildImpact>;
