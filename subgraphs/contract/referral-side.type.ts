import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing, CrossingBy } from '../joining/crossing.ts';
import type { OwnKey } from './keys.ts';

@ObjectType({
  description: 'One piece of the content that the sender chose for a referral, as the person was shown it.',
})
export class PayloadField {
  @CrossingBy('category')
  @Field(() => String, {
    nullable: true,
    description: 'The field of the contract that it comes from, such as `housing.tenure`.',
  })
  fieldPath!: string | null;

  @CrossingBy('category')
  @Field(() => String, { nullable: true, description: 'The value on the day the form was filled in.' })
  value!: string | null;

  @CrossingBy('category')
  @Field(() => String, {
    nullable: true,
    description: 'Generalisation that the person chose (AGE_BAND, COMMUNE_ONLY, MONTH); null for none.',
  })
  generalisation!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'The part of this body in a referral (fiche de liaison, fiche d’orientation). The frame stands in the registry.',
})
export class ReferralSide implements OwnKey {
  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque, `BODY:referral`.' })
  id!: string;

  /** Id of the referral. Not a field. */
  local!: string;
}
