/** Why the service does nothing, as a closed set: the words that its callers may rely on, each with its HTTP status. */
const STATUS = {
  UNAUTHENTICATED: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  KEY_ROTATED: 409,
  STUDY_EXISTS: 409,
  STUDY_ENDED: 410,
  SETS_INCOMPLETE: 409,
  SET_TOO_SMALL: 422,
  TOO_LARGE: 413,
  BAD_REQUEST: 400,
  QUOTA_EXCEEDED: 429,
} as const;

export type RefusalCode = keyof typeof STATUS;

/** A refusal says its code and nothing of what was sent. */
export class LinkageRefusal extends Error {
  readonly status: number;

  constructor(readonly code: RefusalCode) {
    super(code);
    this.status = STATUS[code];
  }
}
