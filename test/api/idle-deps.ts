import { tmpdir } from 'node:os';
import type { OperationDeps } from '../../api/operations.ts';
import { createChatSeal } from '../../db/chat-seal.ts';
import { createLinkTokens } from '../../db/link-token.ts';

/** What operations need, doing nothing: for tests of what happens before any of it is used. */
export const idleDeps: OperationDeps = {
  ring: () => Promise.resolve(),
  restartProcess: () => Promise.resolve(true),
  links: createLinkTokens([{ id: 'test', key: Buffer.alloc(32, 7) }]),
  warnings: {
    find: () => Promise.resolve(undefined),
    set: () => Promise.resolve(),
    pause: () => Promise.resolve(false),
    remove: () => Promise.resolve(false),
    sweep: () => Promise.reject(new Error('not expected')),
  },
  publicUrl: 'http://127.0.0.1',
  chat: {
    seal: createChatSeal([{ id: 'test', key: Buffer.alloc(32, 7) }]),
    network: { allowedPrivateHosts: [] },
    publicUrl: 'http://127.0.0.1',
  },
  uploadFolder: tmpdir(),
  findMapping: () => Promise.resolve(undefined),
  imports: { start: () => Promise.reject(new Error('not expected')), stop: () => Promise.resolve() },
};
