import { createHmac } from 'node:crypto';
import { askLinkage, type LinkageAccess, pseudonymsForStudy } from './link-files.ts';

/** The set that a body counts in a study. */
export interface StudySet {
  readonly study: string;
  /** What the set is, in words of this body: indicator, period and version of what it froze. */
  readonly name: string;
  /** All files of this body, `CODE:local`: pseudonyms are asked for each, so that nobody is told who is in the set. */
  readonly files: readonly string[];
  readonly counted: ReadonlySet<string>;
}

const FILES_AT_ONCE = 500;
const TAGS_AT_ONCE = 10_000;

/**
 * Sends a set to be compared with those of other bodies.
 *
 * The linkage service gives each file its pseudonym in the study; what goes back is a hash of it, under the key that bodies
 * share and the service does not hold, sorted. So the service compares what it cannot trace to a file, and a body never sees
 * what another sends. A file that is not linked is nobody else's, and is left out.
 */
export async function sendTags(
  access: LinkageAccess,
  { study, name, files, counted }: StudySet,
  onProgress: (share: number) => void,
): Promise<void> {
  const tags: string[] = [];
  for (let from = 0; from < files.length; from += FILES_AT_ONCE) {
    const some = files.slice(from, from + FILES_AT_ONCE);
    const pseudonyms = await pseudonymsForStudy(access, study, some);
    for (const [nth, pseudonym] of pseudonyms.entries()) {
      if (pseudonym !== null && counted.has(some[nth]!)) tags.push(tagOf(access.linkageKey, study, pseudonym));
    }
    onProgress(Math.min(1, (from + FILES_AT_ONCE) / files.length));
  }
  tags.sort();
  for (let from = 0; from === 0 || from < tags.length; from += TAGS_AT_ONCE) {
    await askLinkage(access, `/v1/studies/${study}/tags`, {
      set: name,
      tags: tags.slice(from, from + TAGS_AT_ONCE),
      first: from === 0,
      last: from + TAGS_AT_ONCE >= tags.length,
    });
  }
}

function tagOf(linkageKey: string, study: string, pseudonym: string): string {
  return createHmac('sha256', linkageKey)
    .update(JSON.stringify(['passerelle/study/1', study, pseudonym]))
    .digest('base64url');
}
