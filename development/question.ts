import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { GraphQLFormattedError } from 'graphql';
import { tokenOf } from './agents.ts';
import { findRunning } from './running.ts';
import { dataFolder } from './settings.ts';

/** A question to the hub that runs on this data folder, as given on the command line. */
export interface AskedQuestion {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly agent: string;
  readonly body: string | undefined;
  readonly purpose: string;
  readonly mission: string | undefined;
}

export interface HubAnswer {
  /** Names the operation in the journal. */
  readonly operation: string | null;
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: { readonly decisions?: readonly Record<string, unknown>[] };
}

const USAGE = 'FILE.graphql --as AG-01 --purpose CASE [--mission SP-1] [--variables JSON] [--body CODE]';

export function readQuestion(given: readonly string[]): AskedQuestion {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      purpose: { type: 'string' },
      mission: { type: 'string' },
      variables: { type: 'string', default: '{}' },
      body: { type: 'string' },
    },
  });
  const [file] = positionals;
  if (positionals.length !== 1 || file === undefined || values.as === undefined || values.purpose === undefined) {
    throw new Error(`usage: ${USAGE}`);
  }
  return {
    query: readFileSync(file, 'utf8'),
    variables: readVariables(values.variables),
    agent: values.as,
    body: values.body,
    purpose: values.purpose,
    mission: values.mission,
  };
}

function readVariables(text: string): Record<string, unknown> {
  const variables: unknown = JSON.parse(text);
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) {
    throw new Error('`--variables` is not a JSON object');
  }
  return { ...variables };
}

/** Asks over the same HTTP as any partner system would. */
export async function askHub(question: AskedQuestion): Promise<HubAnswer> {
  const data = dataFolder(process.env);
  const running = findRunning(data);
  if (running === null) throw new Error(`no hub runs on \`${data}\`: npm start first`);
  const { query, variables } = question;
  const response = await fetch(`${running.hub}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenOf(data, question.agent, question.body)}`,
      'content-type': 'application/json',
      'x-purpose': question.purpose,
      ...(question.mission === undefined ? {} : { 'x-mission': question.mission }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as Omit<HubAnswer, 'operation'>;
  return { ...answer, operation: response.headers.get('x-operation') };
}
