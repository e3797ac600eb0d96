import { type Category, PROFESSIONS, PURPOSES, type Purpose, TRANSFORMS } from '../../schema/vocabulary.ts';
import { type Cell, OTHER } from './cells.ts';
import type { Opening } from './opening.ts';
import type { Opens } from './paths.ts';
import type { Wording } from './reasons.ts';
import type { Rule, Terms } from './rule-set.ts';

/** What one version of the table says of a cell, in a sentence for each row that can decide there. */
export function describeCell({ rows, inside }: Cell, category: Category, purpose: Purpose, opening: Opening): Wording {
  const between = rows.map(({ rule }) => describeRow(rule, category, purpose, opening));
  if (rows.at(-1)?.terms !== null) between.push({ fr: 'sinon refusé par défaut', en: 'else denied by default' });
  const held = inside.map(({ rule }) => rule.id).join(', ');
  const within: Wording[] = held
    ? [{ fr: `même dans l’organisme : ${held}`, en: `inside the body as well: ${held}` }]
    : [];
  return join([...between, ...within], ' — ');
}

function describeRow(rule: Rule, category: Category, purpose: Purpose, opening: Opening): Wording {
  const when: Wording[] = rule.when ? [{ fr: `si ${rule.when}`, en: `if ${rule.when}` }] : [];
  const terms = rule.terms === null ? [] : describeTerms(rule.terms, category, purpose, opening);
  const kept = rule.effect === 'CONSENT' ? describeChoices(category, opening) : [];
  const { fr, en } = join([EFFECT[rule.effect], ...when, ...terms, ...kept], ', ');
  return { fr: `${rule.id} : ${fr}`, en: `${rule.id}: ${en}` };
}

const EFFECT: Readonly<Record<Rule['effect'], Wording>> = {
  NEVER: { fr: 'jamais', en: 'never' },
  LAW: { fr: 'par la loi', en: 'by law' },
  CONSENT: { fr: 'avec l’accord de la personne', en: 'by the person’s accord' },
  ALLOW: { fr: 'admis', en: 'allowed' },
};

const DUTY: Readonly<Record<Terms['secrecy'], Wording>> = {
  SECRET: { fr: 'au secret professionnel', en: 'bound by professional secrecy' },
  DISCRETION: { fr: 'à la discrétion', en: 'bound by discretion' },
  NONE: { fr: 'à tout destinataire', en: 'to anybody' },
};

function describeTerms(terms: Terms, category: Category, purpose: Purpose, opening: Opening): readonly Wording[] {
  const { communities, conditions, explicit, secrecy, transform } = terms;
  const circle = communities && [...communities].toSorted().join(' | ');
  const opens =
    transform === 'STRICTLY_NECESSARY'
      ? opening.necessary(purpose, category, { reason: 'ASSESSMENT', names: new Set([category]) })
      : opening.opens(transform, category);
  const limit = transform === 'STRICTLY_NECESSARY' ? { fr: 'au plus ', en: 'at most ' } : { fr: '', en: '' };
  return [
    ...(explicit ? [{ fr: 'qui la nomme', en: 'that names it' }] : []),
    DUTY[secrecy],
    ...(circle ? [{ fr: `dans le cercle ${circle}`, en: `in the circle ${circle}` }] : []),
    ...(conditions.length > 0 ? [{ fr: `si ${conditions.join(' et ')}`, en: `if ${conditions.join(' and ')}` }] : []),
    ...[{ fr: `ouvre ${limit.fr}${describePaths(opens).fr}`, en: `opens ${limit.en}${describePaths(opens).en}` }],
  ];
}

/** What a person may keep back of a category, where it is anything special. */
function describeChoices(category: Category, opening: Opening): readonly Wording[] {
  return TRANSFORMS.slice(-3).flatMap((transform) => {
    const closed = opening.closes(transform, category);
    if (closed === 'ALL' || closed.size === 0) return [];
    const { fr, en } = describePaths(closed);
    return [{ fr: `${transform} réserve ${fr}`, en: `${transform} keeps back ${en}` }];
  });
}

function describePaths(opens: Opens): Wording {
  if (opens === 'ALL') return { fr: 'toute la catégorie', en: 'the whole category' };
  if (opens.size === 0) return { fr: 'rien', en: 'nothing' };
  const paths = [...opens].toSorted().join(' ');
  return { fr: paths, en: paths };
}

/** Names of a list of words, the other way round where that is shorter. */
export function nameProfessions(words: readonly string[]): Wording {
  return nameAmong(words, PROFESSIONS, { fr: 'toute profession', en: 'every profession' });
}

export function namePurposes(words: readonly string[]): Wording {
  return nameAmong(words, PURPOSES, { fr: 'toute finalité', en: 'every purpose' });
}

export function nameKinds(words: readonly string[], kinds: readonly string[]): Wording {
  if (words.length === kinds.length) return { fr: 'tout organisme', en: 'any body' };
  const name = (other: string) => words.map((word) => (word === OTHER ? other : word)).join(', ');
  return { fr: name('tout autre organisme'), en: name('any other body') };
}

function nameAmong(words: readonly string[], all: readonly string[], everything: Wording): Wording {
  if (words.length === all.length) return everything;
  if (words.length <= all.length / 2) return { fr: words.join(', '), en: words.join(', ') };
  const others = all.filter((word) => !words.includes(word)).join(', ');
  return { fr: `${everything.fr} sauf ${others}`, en: `${everything.en} but ${others}` };
}

function join(parts: readonly Wording[], by: string): Wording {
  return { fr: parts.map(({ fr }) => fr).join(by), en: parts.map(({ en }) => en).join(by) };
}
