import { Agent, request } from 'undici';

/** What a witness said to `add-checkpoint` (C2SP tlog-witness). Nothing of it has been checked. */
export type WitnessReply =
  | { readonly is: 'signed'; readonly lines: string }
  /** It last countersigned a tree of this size. */
  | { readonly is: 'elsewhere'; readonly size: bigint }
  | { readonly is: 'refused'; readonly status: number };

/** The two questions that the hub has for a witness. Both reject when it does not answer, in time and in few words. */
export interface WitnessPost {
  add(
    url: string,
    asked: { readonly old: bigint; readonly proof: readonly Buffer[]; readonly note: string },
  ): Promise<WitnessReply>;
  /** The last note of this log that it has countersigned; null where it says that there is none. */
  last(url: string, log: string): Promise<string | null>;
  /** Gives up what is on its way. */
  close(): Promise<void>;
}

const MOST_BYTES = 65_536;

export function openWitnessPost(deadlineMs: number): WitnessPost {
  const agent = new Agent({
    connections: 2,
    keepAliveTimeout: 30_000,
    maxResponseSize: MOST_BYTES,
    connect: { timeout: deadlineMs },
  });

  async function send(method: 'GET' | 'POST', url: string, body?: string) {
    const signal = AbortSignal.timeout(deadlineMs);
    const headers = body === undefined ? {} : { 'content-type': 'text/plain; charset=utf-8' };
    const response = await request(url, { method, headers, dispatcher: agent, signal, body: body ?? null });
    return { status: response.statusCode, text: await response.body.text() };
  }

  return {
    async add(url, { old, proof, note }) {
      const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', note];
      const { status, text } = await send('POST', `${url}/witness/add-checkpoint`, lines.join('\n'));
      if (status === 200) return { is: 'signed', lines: text };
      const [, size] = /^(0|[1-9]\d{0,18})\n$/.exec(text) ?? [];
      return status === 409 && size !== undefined ? { is: 'elsewhere', size: BigInt(size) } : { is: 'refused', status };
    },
    async last(url, log) {
      const { status, text } = await send('GET', `${url}/witness/checkpoint?log=${encodeURIComponent(log)}`);
      if (status === 404) return null;
      if (status !== 200) throw new Error(`the witness answers ${status}`);
      return text;
    },
    close: () => agent.destroy(),
  };
}
