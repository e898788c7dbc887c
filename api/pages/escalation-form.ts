import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import type { EscalationChange } from '../../db/stores/escalation-changes.ts';
import type { Escalation } from '../../db/stores/escalation-rows.ts';
import type { EntryFieldProps } from '../../web/pages/escalation-entry-form.tsx';
import { textIn, type FormBody } from './plan-body.ts';

type Change = EscalationChange & { readonly timeZone: string };

/** Adds what was typed to an escalation and returns the processes that have something to do by it. */
type Act = (db: Db, change: Change) => Promise<readonly string[]>;

/** An escalation, and what its forms need to know of its work: whether a task is open, and whether a solution can be presented. */
export interface EscalationStanding extends Escalation {
  readonly hasOpenTask: boolean;
  readonly isPresentable: boolean;
}

/** A form about an escalation: its fields, when it is offered, and how what was typed is read. */
export interface EscalationForm {
  readonly fields: Readonly<Record<string, EntryFieldProps['type']>>;
  readonly offered: (standing: EscalationStanding) => boolean;
  readonly read: (body: FormBody) => z.ZodSafeParseResult<{ readonly act: Act }>;
}

interface Wish<Given> extends Pick<EscalationForm, 'fields' | 'offered'> {
  readonly schema: z.ZodType<Given>;
  readonly act: (
    db: Db,
    change: Change & { readonly given: Given },
  ) => Promise<readonly Escalation[] | readonly string[]>;
}

/** A form whose fields are read by a schema, and what is done with what they hold; it names what is to be rung by it. */
export function escalationForm<Given>({ fields, offered, schema, act }: Wish<Given>): EscalationForm {
  const bound = schema.transform((given) => ({
    act: async (db: Db, change: Change) =>
      (await act(db, { ...change, given })).map((one) => (typeof one === 'string' ? one : one.workflowId)),
  }));
  return {
    fields,
    offered,
    read: (body) =>
      bound.safeParse(Object.fromEntries(Object.keys(fields).map((name) => [name, textIn(body, name)]))),
  };
}

/** A text that has to be there, of so many characters at most. */
export const words = (most: number) => z.string().min(1).max(most);

/** The number of a record that was chosen from a list. */
export const chosenId = z.string().regex(/^[1-9]\d{0,17}$/);
