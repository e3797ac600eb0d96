import type pg from 'pg';
import { HubError } from '../../../../gateway/errors.ts';
import type { Answered, Hub, HubParts, HubQuestion } from '../../../../gateway/hub.ts';
import { NOW } from '../roll-world.ts';

/** A hub that leaks, and is right in all else. */
export interface Leak {
  readonly name: string;
  /** What it is made of, with something wrong in it. */
  readonly parts?: (parts: HubParts) => HubParts;
  /** What it answers, with something wrong in it. */
  readonly hub?: (hub: Hub) => Hub;
  /** Told when another world has taken the place of the one before. */
  readonly forget?: () => void;
}

type Graph = Record<string, unknown>;

/** Lets the registry answer, and then has its answer changed: for what a registry would do that reads too much. */
function tampering(change: (data: Graph, query: string) => Promise<void>): Pick<Leak, 'parts'> {
  return {
    parts: (parts) => ({
      ...parts,
      registry: (doors) => {
        const send = parts.registry(doors);
        return async (request) => {
          const reply = await send(request);
          if (reply.data) await change(reply.data as Graph, request.query);
          return reply;
        };
      },
    }),
  };
}

/** Everything in an answer that is an object, at whatever depth. */
function* objectsIn(value: unknown): Iterable<Graph> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item);
  else if (typeof value === 'object' && value !== null) {
    yield value as Graph;
    for (const below of Object.values(value)) yield* objectsIn(below);
  }
}

/** The eight that the tests must catch. `database` is what they peep into. */
export function leaks(database: () => Pick<pg.Pool, 'query'>): readonly Leak[] {
  const one = async (text: string, values: unknown[] = []): Promise<string | null> =>
    (await database().query<{ it: string }>(text, values)).rows[0]?.it ?? null;

  return [
    {
      name: 'counts rows that the caller may not know of',
      ...tampering(async (data) => {
        for (const each of objectsIn(data)) {
          for (const key of Object.keys(each).filter((name) => name.startsWith('totalCount'))) {
            each[key] = Number(await one('SELECT count(*) AS it FROM shared_case'));
          }
        }
      }),
    },
    {
      name: 'names in an error the body that has the file',
      hub: (hub) => ({
        ...hub,
        async answer(question) {
          const answered = await hub.answer(question);
          const owner = await one(
            "SELECT body_code AS it FROM person_link WHERE strpos($1, '\"' || id || '\"') > 0 ORDER BY id LIMIT 1",
            [textOf(question)],
          );
          if (owner === null || !JSON.stringify(answered.result).includes('NOT_DISCLOSED')) return answered;
          const error = new HubError('NOT_DISCLOSED', `\`${owner}\` does not disclose it`);
          return { ...answered, result: { ...answered.result, errors: [error] } };
        },
      }),
    },
    {
      name: 'makes a cursor of a row that the caller may not know of',
      ...tampering(async (data) => {
        for (const each of objectsIn(data)) {
          for (const key of Object.keys(each).filter((name) => name.startsWith('endCursor'))) {
            const last = await one('SELECT max(id) AS it FROM shared_case');
            each[key] = Buffer.from(`2026-01-01T00:00:00.000Z ${last}`).toString('base64url');
          }
        }
      }),
    },
    {
      name: 'reads the key of a person before deciding',
      ...tampering(async (data) => {
        for (const [root, found] of Object.entries(data)) {
          const { __typename: type, id } = (found ?? {}) as Graph;
          if (type !== 'Person') continue;
          if ((await one('SELECT id AS it FROM person_link WHERE id = $1', [id])) === null) data[root] = null;
        }
      }),
    },
    sharedCache(),
    {
      name: 'counts accesses before deciding which the caller may know of',
      ...tampering(async (data) => {
        for (const list of listsNamed('accessRecords', data)) {
          list.totalCount = Number(await one('SELECT count(*) AS it FROM access_record WHERE at < $1', [NOW]));
        }
      }),
    },
    {
      name: 'counts contestations for a body that is no party',
      ...tampering(async (data) => {
        for (const list of listsNamed('contestations', data)) {
          list.totalCount = Number(await one('SELECT count(*) AS it FROM contestation'));
        }
      }),
    },
    {
      name: 'lists a contestation to whoever works at a party to it',
      parts: (parts) => ({
        ...parts,
        registry: (doors) =>
          parts.registry({
            ...doors,
            async mayKnow(op, records, category) {
              const knows = await doors.mayKnow(op, records, category);
              return knows.map((each, i) => each || records[i]?.type === 'Contestation');
            },
          }),
      }),
    },
  ];
}

/** The pages of one list that were asked for with their number of rows, under whichever alias. */
function* listsNamed(name: string, data: Graph): Iterable<Graph> {
  for (const each of objectsIn(data)) {
    for (const [key, list] of Object.entries(each)) {
      if (key.startsWith(name) && typeof list === 'object' && list !== null && 'totalCount' in list)
        yield list as Graph;
    }
  }
}

/** Answers whoever asks the same question, whoever asked it before; it lasts no longer than what it was made from. */
function sharedCache(): Leak {
  const kept = new Map<string, Answered>();
  return {
    name: 'keeps an answer for whoever asks the same',
    forget: () => kept.clear(),
    hub: (hub) => ({
      ...hub,
      async answer(question) {
        const text = textOf(question);
        const answered = kept.get(text) ?? (await hub.answer(question));
        kept.set(text, answered);
        return answered;
      },
    }),
  };
}

function textOf({ source, variables }: HubQuestion): string {
  return `${source} ${JSON.stringify(variables)}`;
}
