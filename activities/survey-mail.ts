import type { LinkTokens } from '../db/link-token.ts';
import type { Client } from '../db/read-models/commitment-people.ts';
import { surveyLinkFor } from '../db/stores/survey-links.ts';
import type { Survey } from '../db/stores/survey-rows.ts';
import type { Person } from '../domain/person.ts';
import type { Effect } from './effect.ts';
import { newLink } from './new-link.ts';

/** A mail that asks a contact, the first time or once more. */
interface Asking {
  readonly kind: 'survey-invitation' | 'survey-reminder';
  readonly survey: Survey;
  readonly client: Client & { readonly email: string };
  readonly host: Person;
  readonly links: LinkTokens;
}

/** Mails a contact with their own link to a survey, in the language of the account's country. */
export async function askContact(
  effect: Effect,
  { kind, survey, client, host, links }: Asking,
): Promise<void> {
  const { contactId, name, email, language, timeZone, accountName } = client;
  const of = { surveyId: survey.id, contactId, language, at: effect.at };
  await effect.mail({
    dedupeKey: `${kind}/${survey.id}/${contactId}`,
    to: { id: null, name, email, language, timeZone },
    message: {
      kind,
      data: {
        accountName,
        managerName: host.name,
        managerEmail: host.email,
        closesAt: survey.closesAt.toISOString(),
      },
    },
    thread: `survey/${survey.id}`,
    surveyLinkId: await surveyLinkFor(effect.db, { ...of, create: () => newLink(links) }),
    managerId: host.id,
  });
}
