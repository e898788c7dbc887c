import { z } from 'zod';
import { operation } from '../../api/operation.ts';
import type { Operation } from '../../api/operation.ts';
import { readCursor, pageOf, pageQuery, toPage } from '../../api/paging.ts';
import { versionOfTag, versionTag } from '../../api/etags.ts';
import { DomainError } from '../../domain/errors.ts';

const note = z.object({ id: z.string(), text: z.string(), version: z.int() }).meta({ id: 'Note' });
const newNote = z.strictObject({
  text: z.string().min(1),
  tags: z.array(z.strictObject({ name: z.string() })).optional(),
});
const noteParams = z.object({ noteId: z.string().regex(/^\d+$/) });
const position = z.tuple([z.string().regex(/^\d+$/)]);

interface NoteRow {
  id: string;
  text: string;
  version: number;
}

const createNote = operation({
  id: 'createNote',
  method: 'post',
  path: '/notes',
  tag: 'notes',
  summary: 'Write a note',
  role: 'manager',
  body: newNote,
  result: note,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body }) => {
    if (body.text === 'slow') await db.raw('select pg_sleep(0.3)');
    if (body.text === 'boom') throw new Error('secret internals');
    const rows = await db('note').insert({ text: body.text }).returning<NoteRow[]>('*');
    if (body.text === 'refused') throw new DomainError('conflict', 'Refused after the insert.');
    const [row] = rows;
    if (row === undefined) throw new Error('no row');
    return { body: row, headers: { Location: `/v1/notes/${row.id}` } };
  },
});

const listNotes = operation({
  id: 'listNotes',
  method: 'get',
  path: '/notes',
  tag: 'notes',
  summary: 'List notes',
  role: 'viewer',
  query: z.strictObject({ ...pageQuery }),
  result: pageOf(note),
  handle: async ({ db, query }) => {
    const after = readCursor(position, query.cursor);
    const rows = db<NoteRow>('note')
      .orderBy('id')
      .limit(query.limit + 1);
    if (after !== undefined) void rows.where('id', '>', after[0]);
    return { body: toPage<NoteRow>(await rows, { limit: query.limit, position: (item) => [item.id] }) };
  },
});

const getNote = operation({
  id: 'getNote',
  method: 'get',
  path: '/notes/{noteId}',
  tag: 'notes',
  summary: 'Read a note',
  role: 'viewer',
  params: noteParams,
  result: note,
  etag: true,
  handle: async ({ db, params }) => {
    const row = await db<NoteRow>('note').where({ id: params.noteId }).first();
    if (row === undefined) throw new DomainError('notFound', `There is no note ${params.noteId}.`);
    return { body: row, headers: { ETag: versionTag(row.version, 'x') } };
  },
});

const editNote = operation({
  id: 'editNote',
  method: 'put',
  path: '/notes/{noteId}',
  tag: 'notes',
  summary: 'Edit a note',
  role: 'manager',
  params: noteParams,
  body: newNote,
  result: note,
  ifMatch: true,
  etag: true,
  handle: async ({ db, params, body, ifMatch }) => {
    const rows = await db('note')
      .where({ id: params.noteId, version: versionOfTag(ifMatch) })
      .update({ text: body.text, version: db.raw('version + 1') })
      .returning<NoteRow[]>('*');
    const [row] = rows;
    if (row === undefined) throw new DomainError('stale', 'The note has changed since you read it.');
    return { body: row, headers: { ETag: versionTag(row.version, 'x') } };
  },
});

/** A small resource with every trait an operation can have, to test the machinery by itself. */
export const noteOperations: readonly Operation[] = [createNote, listNotes, getNote, editNote];

/** The table behind the notes. */
export const noteTable = `
  create table note (id bigint generated always as identity primary key, text text not null, version int not null default 1);
  grant select, insert, update on note to kam_app`;
