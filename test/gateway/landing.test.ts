import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The page of the hub with these fields filled in and its button pressed: what it sends, and what it then shows. */
async function press(fields: Readonly<Record<string, string>>, answer: object = {}) {
  const { document, Event } = parseHTML(readFileSync(join(projectRoot(), 'gateway/landing.html'), 'utf8'));
  const sent: Sent[] = [];
  const script = document.querySelector('script')?.textContent ?? '';
  const option = (text: string) => Object.assign(document.createElement('option'), { textContent: text, value: text });
  new Function('document', 'fetch', 'Option', script)(
    document,
    async (_: string, request: Sent) => {
      sent.push(request);
      return { json: async () => answer };
    },
    // A function that returns an object is one that `new` gives back.
    function Option(text: string) {
      return option(text);
    },
  );
  for (const [id, value] of Object.entries(fields))
    Object.defineProperty(document.getElementById(id), 'value', { value, writable: true });
  document.getElementById('ask')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await new Promise((resolve) => setImmediate(resolve));
  return { sent, shown: (document.getElementById('answer') as { value?: string } | null)?.value ?? '' };
}

test('the page asks what is pasted into it, with its variables', async () => {
  const query = 'query($id: ID!) { sharedCase(id: $id) { status } }';
  const { sent } = await press({ query, variables: '{ "id": "SP-1" }', token: ' abc ', purpose: 'AUDIT' });
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ query, variables: { id: 'SP-1' } });
  expect(sent[0]?.headers).toMatchObject({ authorization: 'Bearer abc', 'x-purpose': 'AUDIT' });
});

test('without variables it sends none, and what is no JSON is said and not sent', async () => {
  const { sent, shown } = await press({ query: '{ bodies { code } }', variables: ' ' }, { data: { bodies: [] } });
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ query: '{ bodies { code } }' });
  expect(JSON.parse(shown)).toEqual({ data: { bodies: [] } });
  const wrong = await press({ query: '{ bodies { code } }', variables: '{ id: SP-1 }' });
  expect([wrong.sent, wrong.shown]).toEqual([[], expect.stringContaining('Les variables ne sont pas du JSON')]);
});
