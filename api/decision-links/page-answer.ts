import type { LinkView } from '../../db/read-models/link-view.ts';

/** A page with its HTTP status. */
export interface PageAnswer {
  readonly status: number;
  readonly page: JSX.Element;
}

/** A link that was looked up, with the token it was found by. */
export interface FoundLink {
  readonly view: LinkView;
  readonly token: string;
  /** Where its decision form goes, unless to the link itself. */
  readonly decideAt?: string;
}
