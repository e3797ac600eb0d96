import type { RegistryContext } from './context.ts';
import type { RegistryRepositories } from './registry.repository.ts';

/**
 * What the resolvers are given: the caller's operation, and the repositories opened for it.
 *
 * Repositories collect what is asked within one turn and remember it, so they live as long as one operation and are
 * shared by all its fetches.
 */
export interface RegistryOperation extends RegistryContext {
  readonly repositories: RegistryRepositories;
}
