import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { Fee, MobilisableBy, MobilisationMode, OfferLabel, OfferNature, ReceptionMode } from './codes.ts';

@ObjectType({ description: 'A regular presence of the service in a place of another body.' })
export class Permanence {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Where.' })
  place!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'When, in plain French.' })
  schedule!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => Boolean, { description: 'Only for persons whom the service already follows.' })
  reservedToFollowedPersons!: boolean;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Body that lends the place; lending it gives it no data.' })
  hostBody!: string | null;
}

@ObjectType({
  description:
    'An offer of service (offre de service), in the words of data·inclusion v1 where it has one. Texts are in French.',
})
export class ServiceOffer {
  @Crossing('SERVICE_OFFER')
  @Field(() => ID, { description: 'Stable identifier of the offer at this body.' })
  id!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'The service of the body that carries the offer.' })
  structureId!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Name, 3 to 150 characters.' })
  name!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Description, 50 to 2 000 characters.' })
  description!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => DateScalar, { description: 'Last revision of this entry.' })
  updatedOn!: Date;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Kind of service (data·inclusion `type`).' })
  type!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], { description: 'Themes of the common code list, such as LOGEMENT, PETITE_ENFANCE.' })
  themes!: string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => Fee, { description: 'Free or paid.' })
  fee!: Fee;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'What it costs.' })
  feeDetails!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], { description: 'For whom (publics).' })
  publics!: string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Conditions of access.' })
  accessConditions!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Where people are received.' })
  address!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'INSEE code of that place.' })
  communeCode!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => Float, { nullable: true, description: 'Longitude, WGS 84.' })
  lon!: number | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => Float, { nullable: true, description: 'Latitude, WGS 84.' })
  lat!: number | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Public telephone number.' })
  phone!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Public e-mail address.' })
  email!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [ReceptionMode], { description: 'How people are received.' })
  receptionModes!: ReceptionMode[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], { description: 'INSEE codes of the territories served (zone d’éligibilité).' })
  eligibilityZone!: string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [MobilisationMode], { description: 'How the service is asked for.' })
  mobilisationModes!: MobilisationMode[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [MobilisableBy], { description: 'Who may ask for it.' })
  mobilisableBy!: MobilisableBy[];

  @Crossing('SERVICE_OFFER')
  @Field(() => Float, { nullable: true, description: 'Opening hours per week.' })
  weeklyHours!: number | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Opening hours, OpenStreetMap format.' })
  openingHours!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => OfferNature, { description: 'Legal aid, optional aid or public service.' })
  nature!: OfferNature;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { nullable: true, description: 'Youngest age, completed years.' })
  ageMin!: number | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { nullable: true, description: 'Oldest age, completed years, included.' })
  ageMax!: number | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { nullable: true, description: 'Places.' })
  capacity!: number | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => OfferLabel, { nullable: true, description: 'Label held.' })
  label!: OfferLabel | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true, description: 'Code of the body that authorises the service.' })
  authorisedBy!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => [String], { description: 'Kinds of fiches that the service accepts, such as FICHE_ORIENTATION_AVIP.' })
  referralKindsAccepted!: string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [Permanence], { description: 'Where the service can also be met.' })
  permanences!: Permanence[];
}
