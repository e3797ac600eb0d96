import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accordStanding, isInScope } from '../../gateway/policy/accords.ts';
import { birthdayOf, civilDateOf } from '../../gateway/policy/civil-date.ts';
import type { Decision } from '../../gateway/policy/decision.ts';
import type { FactClass, Known, Question, Recipient } from '../../gateway/policy/facts.ts';
import { type CarryingInstrument, instrumentStanding } from '../../gateway/policy/instruments.ts';
import { judge } from '../../gateway/policy/judge.ts';
import type { DatedWord } from '../../gateway/policy/subject-words.ts';
import {
  type Category,
  CONDITIONS,
  type Community,
  type Condition,
  type DecisionWord,
  FLAGS,
  type Flag,
  type Profession,
  type Purpose,
  type SecrecyStatus,
} from '../../schema/vocabulary.ts';
import { agentNamed, anAgent } from '../support/agents.ts';
import { parisInstant } from '../support/paris.ts';
import { aForm, conditions, facts } from '../support/questions.ts';
import { anInstrument, INSTRUMENTS, OPENING, RULES } from '../support/reference.ts';

interface Input {
  readonly scenario: string;
  readonly check: string;
  readonly expected: string;
  readonly agent: string | AgentInput;
  readonly owner: string;
  readonly purpose: Purpose;
  readonly at: string;
  readonly category: Category;
  readonly missionLink: boolean;
  readonly facts: readonly string[];
  readonly subject: {
    readonly birth: string;
    readonly consents: readonly ConsentInput[];
    readonly parentalHolders?: readonly string[];
  };
  readonly instruments?: readonly InstrumentInput[];
}
interface AgentInput {
  readonly body: string;
  readonly bodyKind: string;
  readonly profession: Profession;
  readonly secrecy?: SecrecyStatus;
  readonly communities?: readonly string[];
}
interface ConsentInput {
  readonly categories: readonly Category[];
  readonly explicit: readonly Category[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly grantedBy: readonly string[];
  readonly grantedAt: string;
  readonly withdrawnAt: string | null;
  readonly toProfessions: readonly Profession[] | null;
}
interface InstrumentInput
  extends Pick<CarryingInstrument, 'id' | 'termMonths' | 'tacitRenewal' | 'noticeMonths' | 'terminationMode'> {
  readonly parties: readonly string[];
  readonly effectiveOn: string;
  readonly denunciationsReceivedOn: readonly string[];
}

const INPUTS = JSON.parse(
  readFileSync(new URL('../scenarios/scenario-inputs.json', import.meta.url), 'utf8'),
) as readonly Input[];

type Word = Condition | Flag;
const EVERY_WORD: readonly Word[] = [...CONDITIONS, ...FLAGS];

describe('the checks of the scenarios that a decision can answer', () => {
  test('are eighty-eight', () => {
    expect(INPUTS).toHaveLength(88);
  });

  test.each(INPUTS.map((input) => [nameOf(input), input] as const))('%s', (_name, input) => {
    expect(print(decisionOn(input, EVERY_WORD))).toBe(input.expected);
  });

  test('none is released when a fact that releases it is unknown', () => {
    const released = INPUTS.filter(({ expected, facts }) => expected.startsWith('PERMIT') && facts.length > 0);
    expect(released.length).toBeGreaterThan(15);
    for (const input of released) {
      for (const word of input.facts.filter((each) => each !== 'PROTECTED_ADDRESS')) {
        const others = EVERY_WORD.filter((each) => each !== word);
        expect(print(decisionOn(input, others)), `${nameOf(input)} without ${word}`).toMatch(/^DENY /);
      }
    }
  });
});

function nameOf(input: Input): string {
  return `${input.scenario} ${input.check}`;
}

function print(decision: Decision): string {
  const transform = decision.transform === null || decision.transform === 'NONE' ? null : `[${decision.transform}]`;
  return [decision.effect, decision.rule, decision.reason ?? transform].filter((word) => word !== null).join(' ');
}

function decisionOn(input: Input, gathered: readonly Word[]): Decision {
  const question = { recipient: recipientOf(input), ...pick(input) };
  return judge(question, factsOf(input, question, gathered), RULES, OPENING);
}

function pick({ purpose, owner, category }: Input): Omit<Question, 'recipient'> {
  return { purpose, owner, category, necessary: null };
}

function recipientOf({ agent }: Input): Recipient {
  if (typeof agent === 'string') return agentNamed(agent);
  const communities = agent.communities?.filter((each) => each !== 'NONE') as Community[] | undefined;
  return anAgent(agent.body, agent.bodyKind, agent.profession, {
    ...(agent.secrecy && { secrecy: agent.secrecy }),
    ...(communities && { communities }),
  });
}

function factsOf(input: Input, question: Question, gathered: readonly Word[]): FactClass {
  const at = parisInstant(input.at);
  const instruments = input.instruments?.map(instrumentOf) ?? INSTRUMENTS;
  const said = <W extends Word>(words: readonly W[]): Partial<Record<W, Known>> =>
    Object.fromEntries(
      words.map((word) => [word, !gathered.includes(word) ? 'unknown' : input.facts.includes(word) ? 'yes' : 'no']),
    ) as Partial<Record<W, Known>>;
  return facts({
    instrument: instrumentStanding(instruments, civilDateOf(at), input.purpose, input.owner, question.recipient.body),
    link: input.missionLink ? 'LINKED' : 'NONE',
    flags: said(FLAGS),
    conditions: conditions('unknown', said(CONDITIONS)),
    payload: said(CONDITIONS).COSIGNED_PAYLOAD === 'yes' ? aForm([input.category]) : 'NONE',
    accords: input.subject.consents.map((consent, i) => ({
      id: `C-${i + 1}`,
      inScope: isInScope(
        {
          fromBodies: consent.from,
          toBodies: consent.to,
          toProfessions: consent.toProfessions ?? [],
          purposes: consent.purposes,
        },
        { ...question, recipient: question.recipient.body, profession: question.recipient.profession },
      ),
      standing: accordStanding(
        {
          validFrom: parisInstant(consent.validFrom),
          validTo: parisInstant(consent.validTo),
          grantedAt: parisInstant(consent.grantedAt),
          grantedBy: consent.grantedBy,
          withdrawnAt: consent.withdrawnAt === null ? null : parisInstant(consent.withdrawnAt),
          minorAssent: null,
          ableToConsent: null,
        },
        wordsOf(input.subject),
        at,
        input.purpose,
      ),
      categories: consent.categories,
      explicitCategories: consent.explicit,
      objected: [],
      generalisations: [],
    })),
  });
}

/** What bodies have said since her birth: an adult under no measure, or a child with her parents. */
function wordsOf({ birth, parentalHolders = [] }: Input['subject']): readonly DatedWord[] {
  const said: Partial<Record<DecisionWord, string>> = {
    MINOR_UNTIL: birthdayOf(birth, 18),
    PROTECTION: 'NONE',
    EMANCIPATED: 'no',
    ENTRUSTED_TO_ASE: 'no',
    ...(parentalHolders.length > 0 && { PARENTAL_HOLDERS: parentalHolders.join('|') }),
  };
  const validFrom = parisInstant(`${birth}T00:00`);
  return Object.entries(said).map(([word, value]) => ({ word, value, validFrom, validTo: null }));
}

function instrumentOf(input: InstrumentInput): CarryingInstrument {
  const { parties, effectiveOn, denunciationsReceivedOn, ...dates } = input;
  const denunciations = denunciationsReceivedOn.map((receivedOn) => ({ receivedOn }));
  return anInstrument(input.id, parties, effectiveOn, { ...dates, denunciations });
}
