import type { BodyContext } from './context.ts';

/** A repository of a kind, made once per request: what it remembers is as old as the request. */
export function perRequest<Repository>(
  make: (context: BodyContext) => Repository,
): (context: BodyContext) => Repository {
  const made = new WeakMap<BodyContext, Repository>();
  return (context) => {
    const repository = made.get(context) ?? make(context);
    made.set(context, repository);
    return repository;
  };
}
