import type { SendDirectly } from '../../api/direct-mail.ts';
import { createApprovalCodes, type ApprovalCodes } from '../../db/approval-code.ts';

/** For pages in tests that send no mail at once: whoever asks for one is told that it could not be sent. */
export const withoutDirectMail: { readonly codes: ApprovalCodes; readonly sendDirectly: SendDirectly } = {
  codes: createApprovalCodes([{ id: 'test', key: new Uint8Array(32).fill(7) }]),
  sendDirectly: () => Promise.resolve('notSent'),
};
