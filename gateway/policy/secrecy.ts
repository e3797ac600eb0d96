import { DUTIES, type Duty, type SecrecyStatus } from '../../schema/vocabulary.ts';

/**
 * How far each origin of the duty binds. Only a text makes a secret in the sense of CP 226-13: a public servant's
 * general duty (CGFP L121-6) is held to be discretion, since whether it can be opposed like a secret is debated.
 */
const DUTY_OF: Readonly<Record<SecrecyStatus, Duty>> = {
  PROFESSION: 'SECRET',
  STATE: 'SECRET',
  FUNCTION: 'SECRET',
  MISSION: 'SECRET',
  TEMPORARY_MISSION: 'SECRET',
  CIVIL_SERVANT_DUTY: 'DISCRETION',
  DISCRETION_ONLY: 'DISCRETION',
  NONE: 'NONE',
};

/** Whether someone of this status is bound at least as far as a rule demands. */
export function isBoundBy(status: SecrecyStatus, demanded: Duty): boolean {
  return DUTIES.indexOf(DUTY_OF[status]) >= DUTIES.indexOf(demanded);
}

/** The duty that a status gives. */
export function dutyOf(status: SecrecyStatus): Duty {
  return DUTY_OF[status];
}
