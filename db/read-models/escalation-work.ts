import type { Actor } from '../../domain/actor.ts';
import type { ContactChannel, RootCauseCategory } from '../../domain/escalations/work.ts';
import type { Db } from '../client.ts';

/** A contact with the client as it was recorded. */
export interface LoggedContact {
  readonly run: number;
  readonly channel: ContactChannel;
  readonly contactId: string | null;
  readonly withWhom: string;
  readonly reached: boolean;
  readonly summary: string;
  readonly tookPlaceAt: Date;
  readonly by: Actor;
}

/** A root cause as it was recorded; the last one of a run counts. */
export interface FoundRootCause {
  readonly run: number;
  readonly number: number;
  readonly category: RootCauseCategory;
  readonly name: string;
  readonly text: string;
  readonly foundAt: Date;
  readonly by: Actor;
}

interface ContactRow {
  run: number;
  channel: ContactChannel;
  contact_id: string | null;
  with_whom: string;
  reached: boolean;
  summary: string;
  took_place_at: Date;
  by_kind: Actor['kind'];
  by_id: string;
}

interface CauseRow {
  run: number;
  number: number;
  category: RootCauseCategory;
  name: string;
  text: string;
  found_at: Date;
  by_kind: Actor['kind'];
  by_id: string;
}

/** The contacts with the client in all runs of an escalation, the first first. */
export async function contactLog(db: Db, escalationId: string): Promise<readonly LoggedContact[]> {
  const rows = await db<ContactRow & { escalation_id: string }>('escalation_contact')
    .where({ escalation_id: escalationId })
    .orderBy(['took_place_at', 'id']);
  return rows.map((row) => ({
    run: row.run,
    channel: row.channel,
    contactId: row.contact_id,
    withWhom: row.with_whom,
    reached: row.reached,
    summary: row.summary,
    tookPlaceAt: row.took_place_at,
    by: { kind: row.by_kind, id: row.by_id },
  }));
}

/** The root causes that were found in all runs of an escalation, in that order. */
export async function rootCausesOf(db: Db, escalationId: string): Promise<readonly FoundRootCause[]> {
  const rows = await db<CauseRow & { escalation_id: string }>('escalation_root_cause')
    .where({ escalation_id: escalationId })
    .orderBy(['run', 'number']);
  return rows.map((row) => ({
    run: row.run,
    number: row.number,
    category: row.category,
    name: row.name,
    text: row.text,
    foundAt: row.found_at,
    by: { kind: row.by_kind, id: row.by_id },
  }));
}
