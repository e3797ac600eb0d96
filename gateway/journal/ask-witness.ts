import { Agent, request } from 'undici';
import type { NoteSigner } from '../../transparency/note.ts';
import { signWitnessRequest } from '../../transparency/witness-request.ts';
import type { KnownWitness } from './witness.repository.ts';

/** What a witness said to `add-checkpoint` (C2SP tlog-witness). Nothing of it has been checked. */
export type WitnessReply =
  | { readonly is: 'signed'; readonly lines: string }
  /** It last countersigned a tree of this size. */
  | { readonly is: 'elsewhere'; readonly size: bigint }
  | { readonly is: 'refused'; readonly status: number };

/** Where a witness is reached, and under which name it is asked. */
type Addressee = Pick<KnownWitness, 'url' | 'verifier'>;

/**
 * The two questions that the hub has for a witness, both under the journal's own signature: a witness tells nobody else how
 * large the journal is. Both reject when it does not answer, in time and in few words.
 */
export interface WitnessPost {
  add(
    witness: Addressee,
    asked: { readonly old: bigint; readonly proof: readonly Buffer[]; readonly note: string },
  ): Promise<WitnessReply>;
  /** The last note of this log that it has countersigned; null where it says that there is none. */
  last(witness: Addressee, log: string): Promise<string | null>;
  /** Gives up what is on its way. */
  close(): Promise<void>;
}

const MOST_BYTES = 65_536;

export function openWitnessPost(deadlineMs: number, signers: readonly NoteSigner[]): WitnessPost {
  const agent = new Agent({
    connections: 2,
    keepAliveTimeout: 30_000,
    maxResponseSize: MOST_BYTES,
    connect: { timeout: deadlineMs },
  });

  async function send(method: 'GET' | 'POST', { url, verifier }: Addressee, path: string, body?: string) {
    const signal = AbortSignal.timeout(deadlineMs);
    const headers = {
      authorization: signWitnessRequest(verifier.name, new Date(), signers),
      ...(body !== undefined && { 'content-type': 'text/plain; charset=utf-8' }),
    };
    const response = await request(`${url}/witness/${path}`, {
      method,
      headers,
      dispatcher: agent,
      signal,
      body: body ?? null,
    });
    return { status: response.statusCode, text: await response.body.text() };
  }

  return {
    async add(witness, { old, proof, note }) {
      const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', note];
      const { status, text } = await send('POST', witness, 'add-checkpoint', lines.join('\n'));
      if (status === 200) return { is: 'signed', lines: text };
      const [, size] = /^(0|[1-9]\d{0,18})\n$/.exec(text) ?? [];
      return status === 409 && size !== undefined ? { is: 'elsewhere', size: BigInt(size) } : { is: 'refused', status };
    },
    async last(witness, log) {
      const { status, text } = await send('GET', witness, `checkpoint?log=${encodeURIComponent(log)}`);
      if (status === 404) return null;
      if (status !== 200) throw new Error(`the witness answers ${status}`);
      return text;
    },
    close: () => agent.destroy(),
  };
}
