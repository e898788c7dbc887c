import { listApiKeys, revokeApiKey } from '../../db/stores/api-keys.ts';
import { DomainError } from '../../domain/errors.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { apiKey, apiKeyList, apiKeyParams } from './schemas.ts';

/** The keys themselves, for administrators. New ones are made with `kam keys create` only, so that no secret passes a proxy. */
export function createApiKeyOperations(): readonly Operation[] {
  return [
    operation({
      id: 'listApiKeys',
      method: 'get',
      path: '/api-keys',
      tag: 'API keys',
      summary: 'List API keys, revoked ones included',
      role: 'admin',
      result: apiKeyList,
      handle: async ({ db }) => ({ body: { items: await listApiKeys(db) } }),
    }),
    operation({
      id: 'revokeApiKey',
      method: 'delete',
      path: '/api-keys/{apiKeyId}',
      tag: 'API keys',
      summary: 'Revoke an API key for good',
      role: 'admin',
      params: apiKeyParams,
      result: apiKey,
      handle: async ({ db, params, now }) => {
        const revoked = await revokeApiKey(db, { id: params.apiKeyId, at: now });
        if (revoked === undefined)
          throw new DomainError('notFound', `There is no API key ${params.apiKeyId}.`);
        return { body: revoked };
      },
    }),
  ];
}
