import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { NO_END } from './consent-scope.ts';
import type { ConsentStatus } from './consent-words.ts';

/** A statement, as far as its receipt tells of it: all of its scope, and of the person nothing. */
export interface ReceiptOf {
  readonly id: string;
  readonly kind: string;
  readonly status: ConsentStatus;
  readonly categories: readonly string[];
  readonly explicitCategories: readonly string[];
  readonly fromBodies: readonly string[];
  readonly toBodies: readonly string[];
  readonly purposes: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly grantedAt: Date;
  readonly collectingBody: string;
  readonly informationNoticeVersion: string;
  readonly withdrawnAt: Date | null;
  readonly supersededBy: string | null;
  readonly plainFrench: string;
}

/**
 * A receipt of a statement as ISO/IEC TS 27560:2023 has it, in the words of the W3C Data Privacy Vocabulary (JSON-LD,
 * RFC 8785 form). Its context stands in it, so it can be read without a network.
 *
 * INVARIANT: it names no person, not even by a pseudonym. `dpv:hasDataSubject` is an id made for this one statement.
 */
export function writeReceipt(of: ReceiptOf): string {
  const id = `urn:sha256:${createHash('sha256')
    .update(`passerelle-receipt ${of.id} ${statusOf(of)}`)
    .digest('hex')}`;
  return canonicalize({
    '@context': CONTEXT,
    '@id': id,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#receipt' },
    'dct:identifier': id,
    'dct:publisher': body(of.collectingBody),
    'dct:language': 'fr',
    'schema:recipient': { '@id': 'dpv:DataSubject' },
    'dpv:hasRecordOfActivity': recordOf(of, id),
  })!;
}

function recordOf(of: ReceiptOf, receipt: string): object {
  const isOver = of.withdrawnAt !== null;
  return {
    '@id': `urn:passerelle:consent:${of.id}`,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#record' },
    'dct:identifier': of.id,
    'dct:created': instant(of.grantedAt),
    ...(isOver ? { 'dct:modified': instant(of.withdrawnAt) } : {}),
    'dct:description': of.plainFrench,
    'dpv:hasDataSubject': { '@id': `${receipt}#person`, '@type': 'dpv:DataSubject' },
    'dpv:hasDataController': { ...body(of.collectingBody), '@type': 'dpv:DataController' },
    'dpv:hasJurisdiction': { '@id': 'loc:FR' },
    'dpv:hasApplicableLaw': { '@id': 'eu-gdpr:GDPR' },
    'dpv:hasLegalBasis': legalBasisOf(of),
    'dpv:hasNotice': { '@type': 'dpv:ConsentNotice', 'dct:identifier': of.informationNoticeVersion },
    'dpv:hasConsentStatus': { '@id': statusOf(of) },
    'dpv:hasProcess': {
      '@type': 'dpv:Process',
      'dpv:hasPurpose': of.purposes.map((word) => named('purpose', word, 'dpv:Purpose')),
      'dpv:hasPersonalData': of.categories.map((word) => named('category', word, 'dpv:PersonalData')),
      'dpv:hasDataSource': of.fromBodies.map(body),
      'dpv:hasRecipient': of.toBodies.map((code) => ({ ...body(code), '@type': 'dpv:Recipient' })),
    },
    'dpv:hasDuration': durationOf(of),
    ...(of.supersededBy === null ? {} : { 'dct:isReplacedBy': { '@id': `urn:passerelle:consent:${of.supersededBy}` } }),
  };
}

/** From when on, and until when: what was withdrawn ends when it was, whatever had been agreed. */
function durationOf({ validFrom, validTo, withdrawnAt }: ReceiptOf): object {
  const end = withdrawnAt !== null && withdrawnAt < validTo ? withdrawnAt : validTo;
  return {
    '@type': 'dpv:TemporalDuration',
    'schema:validFrom': instant(validFrom),
    ...(end.getTime() === NO_END.getTime() ? {} : { 'schema:validThrough': instant(end) }),
  };
}

/**
 * Categories that need an explicit accord rest on Article 9(2)(a). What a person forbids rests on her right to object; of
 * a refusal, nothing rests on anything.
 */
function legalBasisOf({ kind, explicitCategories }: ReceiptOf): readonly object[] {
  if (kind !== 'ACCORD') return [];
  const explicit = explicitCategories.length > 0 ? [{ '@id': 'eu-gdpr:A9-2-a' }] : [];
  return [{ '@id': 'eu-gdpr:A6-1-a' }, ...explicit];
}

/** What was superseded was withdrawn with it; `dct:isReplacedBy` says by what. */
function statusOf({ kind, status, withdrawnAt }: ReceiptOf): string {
  if (withdrawnAt !== null || status === 'WITHDRAWN') return 'dpv:ConsentWithdrawn';
  if (kind === 'REFUSAL' || kind === 'OBJECTION') return 'dpv:ConsentRefused';
  if (kind === 'INFORMATION_NO_OBJECTION') return 'dpv:ConsentUnknown';
  return status === 'EXPIRED' || status === 'LAPSED_AT_MAJORITY' ? 'dpv:ConsentExpired' : 'dpv:ConsentGiven';
}

function body(code: string): { readonly '@id': string } {
  return { '@id': `urn:passerelle:body:${code}` };
}

function named(set: string, word: string, type: string): object {
  return { '@id': `urn:passerelle:${set}:${word}`, '@type': type };
}

function instant(at: Date | null): object {
  return { '@type': 'xsd:dateTime', '@value': (at ?? new Date(0)).toISOString() };
}

const CONTEXT = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  schema: 'https://schema.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
