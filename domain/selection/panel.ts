import { z } from 'zod';
import { approvalPolicySchema, type ApprovalPolicy } from '../approvals/policy.ts';
import type { Fault } from '../errors.ts';

/** What a cycle may say of its panel's policy; the rest is as the firm's last approval rule has it. All are asked at once. */
export const panelPolicySchema = z.strictObject({
  kind: z.enum(['any', 'all', 'quorum']).optional(),
  quorum: z.int().min(1).max(100).optional(),
  remindAfterHours: z.array(z.number().positive()).max(5).readonly().optional(),
  expireAfterHours: z.number().positive().max(2000).optional(),
  onExpiry: z.enum(['escalate', 'reject', 'keepWaiting']).optional(),
  verify: z.enum(['link', 'code']).optional(),
  undoMinutes: z.int().min(0).max(1440).optional(),
});

/** See {@link panelPolicySchema}. */
export type PanelPolicyWish = z.output<typeof panelPolicySchema>;

/** A person as a cycle names them; `name` and `active` are undefined where nobody has the key. */
export interface NamedPerson {
  readonly key: string;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly active?: boolean | undefined;
}

/** The policy a panel decides under, or where the wish does not hold together; `firm` is the policy it is completed from. */
export function panelPolicy(
  wish: PanelPolicyWish,
  firm: ApprovalPolicy,
): { readonly policy: ApprovalPolicy } | { readonly faults: readonly Fault[] } {
  const kind = wish.kind ?? (wish.quorum === undefined ? firm.kind : 'quorum');
  const { quorum: _, ...rest } = { ...firm, ...wish };
  const quorum = kind === 'quorum' ? (wish.quorum ?? firm.quorum) : undefined;
  if (kind === 'quorum' && quorum === undefined)
    return { faults: [{ path: '/policy/quorum', message: 'must say how many have to approve' }] };
  if (kind !== 'quorum' && wish.quorum !== undefined)
    return {
      faults: [{ path: '/policy/quorum', message: `belongs to a quorum, and the policy is "${kind}"` }],
    };
  const read = approvalPolicySchema.safeParse({
    ...rest,
    kind,
    order: 'parallel',
    ...(quorum !== undefined && { quorum }),
  });
  if (read.success) return { policy: read.data };
  const faults = read.error.issues.map((issue) => ({
    path: `/policy/${issue.path.join('/')}`,
    message: issue.message,
  }));
  return { faults };
}

interface Panel {
  readonly members: readonly NamedPerson[];
  readonly lead: NamedPerson | undefined;
  readonly policy: ApprovalPolicy | undefined;
}

/** Why this panel cannot decide on the list of this lead: nobody on it, people named twice, who cannot decide, and a quorum out of reach. */
export function panelFaults(panel: Panel): readonly Fault[] {
  if (panel.members.length === 0)
    return [{ path: '/panel', message: 'must name at least one person who decides' }];
  const faults = panel.members.flatMap((_member, index) => memberFault(index, panel));
  return [...faults, ...quorumFault(panel, panel.members.length - faults.length)];
}

function memberFault(index: number, { members, lead }: Panel): readonly Fault[] {
  const member = members[index];
  if (!member) return [];
  const path = `/panel/${index}`;
  const { key, name } = member;
  if (name === undefined) return [{ path, message: `there is no person with the key or address "${key}"` }];
  if (members.findIndex(({ id }) => id === member.id) < index)
    return [{ path, message: `${name} is named twice` }];
  if (member.active !== true) return [{ path, message: `${name} is not active` }];
  if (member.id === lead?.id)
    return [{ path, message: `${name} leads the selection and cannot decide on the own list` }];
  return [];
}

function quorumFault({ policy, members }: Panel, able: number): readonly Fault[] {
  if (policy?.kind !== 'quorum' || policy.quorum === undefined || policy.quorum <= able) return [];
  const panel = members.length === able ? `the panel has ${able}` : `only ${able} of the panel can decide`;
  return [{ path: '/policy/quorum', message: `asks for ${policy.quorum} approvals, and ${panel}` }];
}
