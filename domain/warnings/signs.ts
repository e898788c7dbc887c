import type { Look } from './comparisons.ts';
import type { Sign } from './facts.ts';
import type { Verdict } from './finding.ts';

function latest(signs: readonly Sign[]): string | null {
  return (
    signs
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? null
  );
}

/** Somebody of the client answered a survey as a detractor within the days that the rules look back. */
export function judgeDetractor({ facts: { detractors } }: Look): Verdict {
  const cause = 'detractor' as const;
  const count = detractors.length;
  if (count === 0) return { kind: 'clear', cause };
  return {
    kind: 'holds',
    cause,
    magnitude: count,
    evidence: { counts: { detractors: count, latestOn: latest(detractors) } },
  };
}

/** The account had a sponsor of ours and none of them is active any more, or no contact with influence can be reached; an account that never had any has nothing to lose. */
export function judgeLostSponsor({ facts: { sponsors } }: Look): Verdict {
  const cause = 'lostSponsor' as const;
  const ours = sponsors.named > 0 && sponsors.active === 0;
  const theirs = sponsors.contacts > 0 && sponsors.unreachable === sponsors.contacts;
  if (!ours && !theirs) return { kind: 'clear', cause };
  return {
    kind: 'holds',
    cause,
    magnitude: Number(ours) + Number(theirs),
    evidence: { counts: { ...sponsors } },
  };
}

/** Commitments that were missed or stayed without an answer, or steps overdue, as many as the rules ask for and not settled since. */
export function judgeOverdue({ facts, rules }: Look): Verdict {
  const cause = 'overdue' as const;
  const [commitments, overdueSteps] = [facts.overdueCommitments.length, facts.overdueSteps.length];
  if (commitments < rules.overdue.commitments && overdueSteps < rules.overdue.steps)
    return { kind: 'clear', cause };
  return {
    kind: 'holds',
    cause,
    magnitude: (commitments + overdueSteps) / 2,
    evidence: {
      counts: {
        commitments,
        steps: overdueSteps,
        latestOn: latest([...facts.overdueCommitments, ...facts.overdueSteps]),
      },
    },
  };
}
