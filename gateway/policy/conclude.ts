import type { Category } from '../../schema/vocabulary.ts';
import type { Decision, Reason } from './decision.ts';
import type { Accord, Carrier, FactClass, Question } from './facts.ts';
import type { Opening } from './opening.ts';
import { intersect, NOTHING, type Opens } from './paths.ts';
import type { RuleSet, Terms } from './rule-set.ts';
import { silencedIn } from './silenced.ts';

/** A denial by a rule, a gate or the parties to an instrument. */
export function deny({ name }: RuleSet, rule: string, reason: Reason, instrument: string | null): Decision {
  return { effect: 'DENY', rule, reason, ...OPENS_NOTHING, instrument, consent: null, ruleSet: name };
}

/** A body at work with its own records. */
export function keepInside({ name }: RuleSet): Decision {
  const nothingNamed = { instrument: null, consent: null, ruleSet: name };
  return { effect: 'INTERNAL', rule: 'G0', reason: null, ...OPENS_NOTHING, opens: 'ALL', ...nothingNamed };
}

const OPENS_NOTHING = { transform: null, opens: NOTHING, closed: NOTHING, silent: NOTHING } as const;

/** What lets a question through: the row, the accords that open it (the oldest first) and what can carry it. */
export interface Passed {
  readonly rule: string;
  readonly terms: Terms;
  readonly accords: readonly Accord[];
  readonly carriers: readonly Carrier[];
}

/**
 * A release, as wide as the row opens and no wider: inside the form that was signed, inside what the caller calls
 * necessary, and without what the person closed in every accord that opens.
 *
 * `addressIsGiven`: whether the same caller is given the address itself, asked only where it matters.
 */
export function permit(
  rules: RuleSet,
  opening: Opening,
  question: Question,
  facts: FactClass,
  { rule, terms, accords, carriers }: Passed,
  addressIsGiven: () => boolean,
): Decision {
  const { category } = question;
  const opens = opensOf(terms, question, facts, opening);
  const carrier = terms.conditions.includes('INSTRUMENT_OPT_IN_L121_6_2')
    ? carriers.find(({ optIn }) => optIn)
    : carriers[0];
  return {
    effect: 'PERMIT',
    rule,
    reason: null,
    transform: terms.transform,
    opens,
    closed: accords.length === 0 ? NOTHING : accords.map((each) => closedBy(each, category, opening)).reduce(intersect),
    silent: silentIn(category, opens, facts, addressIsGiven),
    instrument: carrier?.id ?? null,
    consent: accords[0]?.id ?? null,
    ruleSet: rules.name,
  };
}

function opensOf(terms: Terms, { purpose, category, necessary }: Question, facts: FactClass, opening: Opening): Opens {
  const opens =
    terms.transform === 'STRICTLY_NECESSARY'
      ? opening.necessary(purpose, category, necessary)
      : opening.opens(terms.transform, category);
  return terms.conditions.includes('COSIGNED_PAYLOAD') ? intersect(opens, signedOf(category, facts)) : opens;
}

/** The fields of a category that stand in the form as it was signed. */
export function signedOf(category: Category, { payload }: FactClass): Opens {
  if (payload === 'NONE') return NOTHING;
  const paths = payload.filter((each) => each.category === category).map(({ path }) => path);
  return paths.includes('*') ? 'ALL' : new Set(paths);
}

function closedBy({ generalisations }: Accord, category: Category, opening: Opening): Opens {
  const chosen = generalisations.filter((each) => each.category === category);
  const closed = chosen.map(({ transform }) => opening.closes(transform, category));
  return closed.includes('ALL') ? 'ALL' : new Set(closed.flatMap((paths) => [...paths]));
}

/** Whoever is given the address by law learns nothing from the school or the landlord. */
function silentIn(category: Category, opens: Opens, facts: FactClass, addressIsGiven: () => boolean) {
  if (facts.flags.PROTECTED_ADDRESS === 'no') return NOTHING;
  const silenced = silencedIn(category, opens);
  return silenced.size === 0 || addressIsGiven() ? NOTHING : silenced;
}
