import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';

let data: string;

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'passerelle-commands-'));
});

afterAll(() => rmSync(data, { recursive: true }));

function run(name: string, ...given: string[]): Promise<{ stdout: string }> {
  const program = join(projectRoot(), 'dist/development', `${name}.js`);
  return promisify(execFile)(process.execPath, [program, ...given], {
    env: { PATH: process.env.PATH, PASSERELLE_DATA: data },
  });
}

async function refusal(name: string, ...given: string[]): Promise<{ code: number; stderr: string }> {
  return run(name, ...given).then(
    () => Promise.reject(new Error('it was not refused')),
    (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
  );
}

test('a token names the agent, her body and the hub, and ends after a working day', async () => {
  const claims = decodeJwt((await run('token', 'AG-02')).stdout);
  expect(claims).toMatchObject({ sub: 'AG-02', iss: 'https://agents.ccas-longvic.invalid', aud: 'passerelle' });
  expect(claims.exp! - claims.iat!).toBe(8 * 3600);
});

test('an agent outside the data set needs a body', async () => {
  expect(await refusal('token', 'AG-99')).toEqual({ code: 1, stderr: expect.stringContaining('--body') });
  expect(decodeJwt((await run('token', 'AG-99', '--body', 'DEPT_21')).stdout)).toMatchObject({ sub: 'AG-99' });
  expect(await refusal('token', 'AG-99', '--body', 'NOWHERE')).toEqual({
    code: 1,
    stderr: expect.stringContaining('`NOWHERE`'),
  });
});

test('a token of a person carries a pseudonym and no name, and says whether somebody else asks', async () => {
  const claims = decodeJwt((await run('token', '--person', 'PE-09')).stdout);
  expect(claims).toMatchObject({ iss: 'https://agents.personnes.invalid', represents: false });
  expect(claims.subject).toMatch(/^[\w-]{43}$/);
  const other = decodeJwt((await run('token', '--person', 'PE-29', '--represents')).stdout);
  expect(other).toMatchObject({ represents: true });
  expect(other.subject).not.toBe(claims.subject);
  expect(await refusal('token', '--person', 'PE-99')).toEqual({ code: 1, stderr: expect.stringContaining('`PE-99`') });
  expect(await refusal('token', 'AG-01', '--represents')).toEqual({
    code: 1,
    stderr: expect.stringContaining('say who'),
  });
});

test.each(['ask', 'explain'])(
  '%s says what it needs, and that nothing runs, in one line without a stack',
  async (name) => {
    const file = join(data, 'question.graphql');
    writeFileSync(file, '{ bodies { code } }');
    const one = (text: string) => ({ code: 1, stderr: expect.stringMatching(new RegExp(`^[^\n]*${text}[^\n]*\n$`)) });
    expect(await refusal(name)).toEqual(one('usage'));
    expect(await refusal(name, file, '--as', 'AG-01')).toEqual(one('usage'));
    expect(await refusal(name, file, '--as', 'AG-01', '--purpose', 'CASE', '--variables', '[]')).toEqual(
      one('--variables'),
    );
    expect(await refusal(name, file, '--as', 'AG-01', '--purpose', 'CASE')).toEqual(one('npm start'));
    expect(await refusal(name, join(data, 'nowhere.graphql'), '--as', 'AG-01', '--purpose', 'CASE')).toEqual(
      one('nowhere.graphql'),
    );
  },
);

test('npm start refuses a knob that is wrong before it starts anything', async () => {
  expect(await refusal('start', '--afresh')).toEqual({ code: 1, stderr: expect.stringContaining('`--afresh`') });
});
