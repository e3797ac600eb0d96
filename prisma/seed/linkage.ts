import type { Pool } from 'pg';
import { keysOf } from '../../linkage/cascade.ts';
import { elementOf, type ObliviousKey } from '../../linkage/oblivious.ts';
import { openKey } from '../../linkage/service/key.repository.ts';
import { transaction } from '../../linkage/service/request.repository.ts';
import { fileReference, keyInput } from '../../subgraphs/joining/pseudonym.ts';
import { subjectOf } from './hub-subjects.ts';
import type { Townsperson } from './town.ts';

/**
 * Tells an empty linkage service what it would know if the bodies of the town had asked it: the files, under references;
 * their keys, under its own key; and which are of one person. What the hub is seeded with agrees with it.
 *
 * Here, and nowhere else, the service's key and the bodies' key meet: nothing is blinded from who holds both. Returns
 * false, and does nothing, where files stand already.
 */
export async function seedLinkage(
  database: Pool,
  o: {
    readonly people: readonly Townsperson[];
    readonly linkageKey: string;
    readonly sealingKey: Uint8Array;
    /** Where the elements are made; here, unless it is said otherwise. */
    readonly elementsOf?: (key: ObliviousKey, inputs: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>;
  },
): Promise<boolean> {
  const { rows } = await database.query('SELECT 1 FROM "file" LIMIT 1');
  if (rows.length > 0) return false;
  const { secretKey, publicKey } = await openKey(database, o.sealingKey);
  const { elementsOf = async (key, inputs) => inputs.map((input) => elementOf(key, input)) } = o;
  const texts = [...new Set(o.people.flatMap((person) => keysOf(person).filter((text) => text !== null)))];
  const inputs = texts.map((text) => keyInput(text, o.linkageKey));
  const made = await elementsOf({ secretKey, publicKey }, inputs);
  const elementOfText = new Map(texts.map((text, index) => [text, Buffer.from(made[index]!)]));
  const files = o.people.flatMap((person) => {
    const elements = keysOf(person).map((text) => (text === null ? null : elementOfText.get(text)!));
    return Object.entries(person.files).map(([body, local]) => {
      const file = `${body}:${local}`;
      return {
        body,
        reference: fileReference(file, o.linkageKey),
        elements,
        subject: subjectOf(person, file, o.linkageKey),
      };
    });
  });
  const keys = files.flatMap(({ body, reference, elements }) =>
    elements.flatMap((element, rank) => (element === null ? [] : [{ body, reference, rank, element }])),
  );
  await transaction(database, async (client) => {
    await client.query(
      `WITH f AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS t(body, reference, subject)),
            p AS (SELECT subject, gen_random_uuid() AS person FROM (SELECT DISTINCT subject FROM f) s)
       INSERT INTO "file" SELECT f.body, f.reference, p.person, f.subject FROM f JOIN p USING (subject)`,
      [files.map(({ body }) => body), files.map(({ reference }) => reference), files.map(({ subject }) => subject)],
    );
    await client.query(
      'INSERT INTO "file_key" SELECT * FROM unnest($1::text[], $2::text[], $3::smallint[], $4::bytea[])',
      [
        keys.map(({ body }) => body),
        keys.map(({ reference }) => reference),
        keys.map(({ rank }) => rank),
        keys.map(({ element }) => element),
      ],
    );
  });
  return true;
}
