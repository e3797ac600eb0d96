import type { World } from '../support/world.ts';

/**
 * What the scenarios take as given, written as the workflows of the bodies will write it: cases, referrals with their
 * signed forms, enrolments, and the agents who hold no post in the data set. Accords are those of each check.
 */
export async function writeGiven(world: World): Promise<void> {
  await writeHandover(world);
  await writeChildProtection(world);
  await writeEmployment(world);
  await writeCreche(world);
  await writeSchool(world);
  await writeEverythingSigned(world);
  await world.share(
    'SP-13',
    ['CCAS_SCEAUX:S4471'],
    [
      { body: 'DEPT_92', service: 'SST_SCEAUX', agent: 'AG-10' },
      { body: 'CCAS_SCEAUX', service: 'CCAS', agent: 'AG-11' },
    ],
  );
}

const ESCO = { body: 'DEPT_21', service: 'ESCO_LONGVIC', agent: 'AG-01' };
const CCAS = { body: 'CCAS_LONGVIC', service: 'ACCOMPAGNEMENT' };
const CRECHE = { body: 'COMMUNE_LONGVIC', service: 'MULTI_ACCUEIL', agent: 'AG-04' };

/** S05: APA is granted in the middle of a follow-up; the CCAS proposes to hand over. */
async function writeHandover(world: World): Promise<void> {
  const sentAt = new Date('2026-10-08T09:00:00+02:00');
  await world.refer('R-5', HENRI, CCAS, ESCO, { kind: 'HANDOVER', purpose: 'HANDOVER', state: 'SENT', sentAt });
}
const HENRI = 'CCAS_LONGVIC:6044';

/** S19, S20 and S21: Léo MARTIN. The parents were informed of one case; of the other nobody told them. */
async function writeChildProtection(world: World): Promise<void> {
  const over = { purpose: 'CHILD_PROTECTION', childProtection: true };
  await world.share(
    'SP-19',
    [LEO],
    [
      { body: 'DEPT_21', service: 'ASE', agent: 'AG-17' },
      CCAS,
      { body: 'COMMUNE_LONGVIC', service: 'PRE', agent: 'AG-18' },
      { body: 'COLLEGE_LONGVIC', agent: 'AG-16' },
    ],
    { ...over, parentsInformation: 'INFORMED', parentsInformedOn: new Date('2026-04-20') },
  );
  await world.share('SP-19-UNTOLD', [LEO], [ESCO, CCAS], over);
}
const LEO = 'DEPT_21:D-7725';

/** S21: the Coordination Jeunesse Emploi, for Nina at seventeen, for one who is fifteen, and for one of age. */
async function writeEmployment(world: World): Promise<void> {
  const capacity = { EMANCIPATED: 'no', ENTRUSTED_TO_ASE: 'no', PROTECTION: 'NONE', PROTECTED_ADDRESS: 'no' };
  await world.person('COMMUNE_LONGVIC:L-FIFTEEN', {
    ...capacity,
    MINOR_UNTIL: '2028-12-03',
    PARENTAL_HOLDERS: 'PARENT_A|PARENT_B',
  });
  await world.person('COMMUNE_LONGVIC:L-OF-AGE', { ...capacity, MINOR_UNTIL: '2025-01-01' });
  for (const [id, file] of [
    ['CJE-17', 'COMMUNE_LONGVIC:L-77130'],
    ['CJE-15', 'COMMUNE_LONGVIC:L-FIFTEEN'],
    ['CJE-AGE', 'COMMUNE_LONGVIC:L-OF-AGE'],
  ] as const) {
    const youth = [
      { body: 'COMMUNE_LONGVIC', service: 'MAISON_EMPLOI' },
      { body: 'ML_DIJON', agent: 'AG-12' },
    ];
    await world.share(id, [file], youth, { purpose: 'EMPLOYMENT' });
  }
}

/** S24: the form for Awa SOW, which her mother signed. */
async function writeCreche(world: World): Promise<void> {
  await world.refer('FO-7', 'DEPT_21:D-7061', ESCO, CRECHE, {
    ...{ kind: 'FICHE_ORIENTATION_AVIP', purpose: 'CHILDCARE_AVIP', state: 'WAITLISTED', decision: 'WAITLISTED' },
    ...{ waitlistPosition: 1, sentAt: new Date('2026-09-07T09:00:00+02:00') },
    signed: ['IDENTITY birthName', 'HOUSEHOLD *', 'BENEFITS minimaSociaux', 'CHILDCARE *'],
    ...{ signedBy: ['PARENT_A'], signedAt: new Date('2026-09-07T08:30:00+02:00') },
  });
}

/** S30: the form with which the PRE relays to the social worker of the school. */
async function writeSchool(world: World): Promise<void> {
  await world.enrol('PRE-30', INES, 'COMMUNE_LONGVIC', SCHOOL);
  await world.refer('R-30', INES, { body: 'COMMUNE_LONGVIC', service: 'PRE', agent: 'AG-18' }, ESCO, {
    ...{ kind: 'PRE_RELAY', purpose: 'EDUCATION_PRE', signedBy: ['PARENT_A'] },
    signed: ['EDUCATION *'],
  });
}
const INES = 'COMMUNE_LONGVIC:L-90273';
export const SCHOOL = 'École des Tilleuls';

/** S33: he has signed everything, for everybody. */
async function writeEverythingSigned(world: World): Promise<void> {
  const signed = ['IDENTITY *', 'CONTACT *', 'BENEFITS *', 'CHILDCARE *', 'EDUCATION *'];
  await world.share('SP-33', [PAUL], [ESCO, CCAS]);
  await world.share('CJE-33', [PAUL], [{ body: 'COMMUNE_LONGVIC', service: 'MAISON_EMPLOI' }, YOUTH], {
    purpose: 'EMPLOYMENT',
  });
  const kind = 'FICHE_ORIENTATION';
  const avip = { kind: 'FICHE_ORIENTATION_AVIP', purpose: 'CHILDCARE_AVIP', signed } as const;
  await world.refer('R-33-AVIP', PAUL, ESCO, CRECHE, avip);
  const jobs = { body: 'COMMUNE_LONGVIC', service: 'MAISON_EMPLOI' };
  await world.refer('R-33-CJE', PAUL, jobs, YOUTH, { kind, purpose: 'EMPLOYMENT', signed });
  const desk = { body: 'CCAS_LONGVIC', service: 'ACCUEIL' };
  await world.refer('R-33-DESK', PAUL, ESCO, desk, { kind: 'FICHE_LIAISON', purpose: 'REFERRAL', signed });
  await world.enrol('PRE-33', PAUL, 'COMMUNE_LONGVIC', SCHOOL);
  await world.designate('DES-33', 'AG-TEACHER', 'COMMUNE_LONGVIC', SCHOOL);
  await world.designate('DES-33-ESCO', 'AG-33', 'DEPT_21', SCHOOL);
  const teacher = { body: 'COMMUNE_LONGVIC', agent: 'AG-TEACHER' };
  await world.refer('R-33-PRE', PAUL, ESCO, teacher, { kind: 'PRE_RELAY', purpose: 'EDUCATION_PRE', signed });
}
const PAUL = 'DEPT_21:D-5049';
const YOUTH = { body: 'ML_DIJON', agent: 'AG-12' };
