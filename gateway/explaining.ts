import type { Category, Purpose } from '../schema/vocabulary.ts';
import { type Explained, explainAccess } from './crossing/explain.ts';
import type { FactsRepository } from './crossing/facts.repository.ts';
import type { Governance } from './crossing/governance.ts';
import type { Operation } from './crossing/operation.ts';
import type { RecipientsRepository } from './crossing/recipients.repository.ts';
import type { Rules } from './crossing/rules.repository.ts';
import { type Onlooker, whoCouldSee } from './crossing/who-could-see.ts';
import { HubError } from './errors.ts';
import type { IdentityRepository } from './identity/identity.repository.ts';
import type { Caller } from './policy/caller.ts';
import { civilDateOf } from './policy/civil-date.ts';
import type { RuleSet } from './policy/rule-set.ts';

export interface ExplainingParts {
  readonly governance: Pick<Governance, 'field'>;
  readonly repository: FactsRepository;
  readonly recipients: RecipientsRepository;
  readonly agents: Pick<IdentityRepository, 'habilitations'>;
  readonly rules: Rules;
}

/** What is asked to be explained: what this agent would be told of this file, for this purpose. */
export interface AskedExplanation {
  readonly agent: string;
  readonly purpose: Purpose;
  readonly file: string;
  /** Categories, or fields by their path; null for every category. */
  readonly names: readonly string[] | null;
}

export interface Explaining {
  explainAccess(op: Operation, asked: AskedExplanation): Promise<readonly Explained[]>;
  whoCouldSee(op: Operation, file: string, category: Category): Promise<readonly Onlooker[]>;
}

/**
 * Decisions told to people: to an agent, of herself; to whoever controls a body (the consent officer, the data-protection
 * officer), of its agents and of the files that it holds.
 */
export function createExplaining({ governance, repository, recipients, agents, rules }: ExplainingParts): Explaining {
  /** The agent as she would call: under the older of her habilitations that covers the purpose. */
  async function asAgent({ caller, context }: Operation, { agent, purpose }: AskedExplanation): Promise<Caller> {
    if (agent === caller.agent && purpose === caller.purpose) return caller;
    const held = await agents.habilitations(caller.body, agent, civilDateOf(context.at));
    const covering = held.find(({ purposes }) => purposes.includes(purpose));
    if (!covering) throw new HubError('PURPOSE_NOT_ALLOWED', 'no agent of the body holds this office for this purpose');
    const { purposes: _, ...habilitation } = covering;
    const mission = agent === caller.agent ? caller.mission : null;
    return { ...caller, ...habilitation, agent, purpose, mission };
  }

  return {
    async explainAccess(op, asked) {
      const inForce = rules.at(op.context.at);
      if (asked.agent !== op.caller.agent || op.caller.profession === 'SUBJECT') {
        assertControls(op.caller, inForce.ruleSet);
      }
      const agent = await asAgent(op, asked);
      return explainAccess({ governance, repository, rules: inForce }, op, agent, asked.file, asked.names);
    },

    async whoCouldSee(op, file, category) {
      const inForce = rules.at(op.context.at);
      assertControls(op.caller, inForce.ruleSet);
      return whoCouldSee({ repository, recipients, rules: inForce }, op, file, category);
    },
  };
}

/** Whoever the table appoints to control, under the purpose that is for it. */
function assertControls({ profession, purpose }: Caller, { groups }: RuleSet): void {
  if (purpose === 'AUDIT' && groups.get('G_CTRL')?.includes(profession)) return;
  throw new HubError('PURPOSE_NOT_ALLOWED', 'only who controls the body may ask this, under the purpose `AUDIT`');
}
