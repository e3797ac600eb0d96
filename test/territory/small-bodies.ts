import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type pg from 'pg';
import { Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { buildSubgraph, type Subgraph } from '../../subgraphs/joining/build-subgraph.ts';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import { type ServedBody, serveBody } from '../../subgraphs/joining/serve.ts';
import type { HubKeys } from '../../subgraphs/joining/verify-pass.ts';

@ObjectType()
class ServiceOffer {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { nullable: true })
  name!: string | null;
}

@ObjectType()
@Directive('@key(fields: "code")')
class Body {
  @Crossing('SERVICE_OFFER')
  @Field(() => ID)
  code!: string;
}

@Resolver(() => Body)
class BodyResolver {
  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [ServiceOffer], { nullable: true })
  serviceOffers(@Root() { code }: Body): ServiceOffer[] {
    return [{ name: offerOf(code) }];
  }
}

/** The one service that a small body offers. */
export function offerOf(code: string): string {
  return `Accueil de ${code}`;
}

function smallSubgraph(): Promise<Subgraph<object>> {
  return buildSubgraph<object>({
    name: 'body',
    resolvers: [BodyResolver],
    types: [Body],
    references: { Body: ({ code }) => ({ code }) },
  });
}

/** Many bodies that have joined with the kit: their own address each, their own guard, and one service on offer. */
export interface SmallBodies {
  readonly codes: readonly string[];
  /** How many sockets have been opened to each body; one that nobody has called is not in it. */
  readonly sockets: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/**
 * Registers `count` bodies, each listening at an address of its own. A body behind its address comes to life at the first
 * socket, so that a thousand cost no more than those that are called.
 */
export async function registerSmallBodies(hubDatabase: pg.Pool, keys: HubKeys, count: number): Promise<SmallBodies> {
  const subgraph = await smallSubgraph();
  const sockets = new Map<string, number>();
  const served = new Map<string, Promise<ServedBody>>();
  const open = new Set<Socket>();

  function bodyOf(code: string): Promise<ServedBody> {
    const body = served.get(code) ?? serveBody<object>({ code, subgraphs: [subgraph], keys, contextOf: () => ({}) });
    served.set(code, body);
    return body;
  }

  function listen(code: string) {
    const server = createServer({ pauseOnConnect: true }, (near) => {
      sockets.set(code, (sockets.get(code) ?? 0) + 1);
      open.add(near);
      void bodyOf(code).then(({ url }) => {
        const far = connect(Number(new URL(url).port), '127.0.0.1');
        near.pipe(far).pipe(near);
        near.on('error', () => far.destroy()).on('close', () => far.destroy());
        far.on('error', () => near.destroy());
      });
    });
    return new Promise<typeof server>((listening) => server.listen(0, '127.0.0.1', () => listening(server)));
  }

  const codes = Array.from({ length: count }, (_, i) => `CCAS_T${String(i).padStart(4, '0')}`);
  const servers = await Promise.all(codes.map(listen));
  const urls = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await hubDatabase.query(
    `INSERT INTO body (code, kind, name, url, capabilities, registered_on)
     SELECT code, 'CCAS', 'CCAS ' || code, url, '{}', '2026-01-01' FROM unnest($1::text[], $2::text[]) AS b(code, url)`,
    [codes, urls],
  );
  await hubDatabase.query('ANALYZE body');
  return {
    codes,
    sockets,
    async close() {
      for (const socket of open) socket.destroy();
      for (const server of servers) server.close();
      for (const body of served.values()) await (await body).close();
    },
  };
}
