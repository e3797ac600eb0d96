import { findIndicator } from '../../../disclosure/catalogue.ts';
import { daysOf } from '../../../disclosure/periods.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { assertCounts } from './assert-counts.ts';
import { COUNTED, type OverlapSet } from './overlap-work.ts';

const MOST_BODIES = 9;

/** A question in its canonical form, or why there is no study for it. */
export type AskedOverlap =
  | { readonly refusal: string }
  | {
      readonly bodies: readonly string[];
      readonly beginning: string;
      readonly question: string;
      /** Null where a body is silent, so that it is not known which snapshots are meant. */
      readonly sets: readonly OverlapSet[] | null;
      readonly missing: string;
    };

/** What is asked, in its canonical form, once every body's figures have been decided. */
export async function readQuestion(
  operation: RegistryOperation,
  code: string,
  period: string,
  named: readonly string[],
): Promise<AskedOverlap> {
  assertCounts(operation.caller);
  const counted = findIndicator(COUNTED);
  if (code !== 'N4' || !counted)
    throw new HubError('DIMENSION_NOT_ALLOWED', 'distinct persons are counted by the indicator `N4` alone');
  if (daysOf(counted.period, period) === null) throw new HubError('BAD_REQUEST', 'the period of `N4` is a `YEAR`');
  const bodies = [...new Set(named)].sort();
  if (bodies.length < 2 || bodies.length > MOST_BODIES)
    throw new HubError('BAD_REQUEST', `a study is over two to ${MOST_BODIES} bodies`);
  const known = await Promise.all(bodies.map((body) => operation.repositories.bodies.findBody(body)));
  if (known.includes(null)) throw new HubError('BAD_REQUEST', 'no body has one of these codes');
  const { parts, cells } = await operation.gatherStatistics({
    indicator: counted,
    period,
    by: [],
    perBody: true,
    bodies,
  });
  const refused = parts.find(({ standing }) => standing !== 'RELEASED' && standing !== 'MISSING');
  if (refused) return { refusal: `${refused.reason ?? refused.standing}:${refused.body}` };
  const beginning = `${code} ${period} ${bodies.join(',')}`;
  const missing = parts.find(({ standing }) => standing === 'MISSING');
  if (missing)
    return { bodies, beginning, question: beginning, sets: null, missing: `BODY_UNREACHABLE:${missing.body}` };
  const sets = parts.map(({ body, version }): OverlapSet => {
    const cell = cells.find((each) => each.body === body);
    return { body, version: version ?? 0, value: cell?.value ?? 0 };
  });
  const question = `${beginning} @${sets.map(({ version }) => version).join(',')}`;
  return { bodies, beginning, question, sets, missing: '' };
}
