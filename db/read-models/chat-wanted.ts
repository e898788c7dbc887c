import type { ChatKind } from '../../domain/chat-channel.ts';
import { spokenLanguage, type Language } from '../../domain/reader-format.ts';
import type { Db } from '../client.ts';

/** The programme whose chats are told of an account, and the language of their messages. */
export interface ChatReaders {
  readonly programmeId: string;
  readonly language: Language;
}

/** Whom to tell of an account in chats: its programme, in the language of the programme's owner; `undefined` where no chat wants this kind. */
export async function chatWanted(
  db: Db,
  news: { readonly accountId: string; readonly kind: ChatKind },
): Promise<ChatReaders | undefined> {
  const row = await db('account as a')
    .join('programme as p', 'p.id', 'a.programme_id')
    .join('chat_channel as c', 'c.programme_id', 'p.id')
    .leftJoin('person as o', 'o.id', 'p.owner_id')
    .where({ 'a.id': news.accountId, 'c.state': 'active' })
    .whereRaw('? = any(c.kinds)', [news.kind])
    .first<{ id: string; language: string | null } | undefined>('p.id', 'o.language');
  return row && { programmeId: row.id, language: spokenLanguage(row.language ?? 'en') };
}
