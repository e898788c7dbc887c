import type {
  CommitmentEventKind,
  CommitmentSide,
  CommitmentStatus,
} from '../../domain/planning/commitment.ts';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';

/** A commitment of either side as it stands in its plan, with everything that happened to it; dates 'YYYY-MM-DD'. */
export interface PlanCommitmentProps {
  readonly id: string;
  readonly side: CommitmentSide;
  readonly ownerName: string;
  readonly text: string;
  readonly dueOn: string;
  readonly status: CommitmentStatus;
  /** What the client proposes instead, not settled yet. */
  readonly proposedOn: string | null;
  /** Since when the client's silence is recorded; undefined unless they are silent. */
  readonly silentSince: Date | undefined;
  readonly history: readonly CommitmentMove[];
}

interface CommitmentMove {
  readonly kind: CommitmentEventKind;
  readonly at: Date;
  readonly who: string;
  readonly dueOn: string;
  readonly proposedOn: string | null;
  readonly word: string;
}

/** What both sides have committed themselves to, ours marked apart from the client's; nothing where there is none. */
export function PlanCommitments({
  reader,
  commitments,
}: {
  readonly reader: PageReader;
  readonly commitments: readonly PlanCommitmentProps[];
}): JSX.Element {
  if (commitments.length === 0) return '';
  return (
    <section class="commitments" aria-labelledby="commitments">
      <h2 id="commitments" safe>
        {reader.t('commitments.title')}
      </h2>
      {commitments.map((one) => (
        <Commitment reader={reader} one={one} />
      ))}
    </section>
  );
}

interface One {
  readonly reader: PageReader;
  readonly one: PlanCommitmentProps;
}

function Commitment({ reader, one }: One): JSX.Element {
  const { t, format } = reader;
  const { side, proposedOn, silentSince } = one;
  return (
    <article aria-labelledby={`commitment-${one.id}`}>
      <h3 id={`commitment-${one.id}`} safe>
        {one.text}
      </h3>
      <Facts
        rows={[
          [t('commitments.side'), t(`commitments.side.${side}`)],
          [t('commitments.owner'), one.ownerName],
          [t('commitments.due'), format.day(one.dueOn)],
          [t('commitments.status'), t(`commitments.status.${one.status}`)],
          ...(proposedOn === null ? [] : [[t('commitments.proposed'), format.day(proposedOn)] as const]),
          ...(silentSince === undefined
            ? []
            : [
                [
                  t('commitments.silence'),
                  t('commitments.since', { at: format.instant(silentSince) }),
                ] as const,
              ]),
        ]}
      />
      <details>
        <summary safe>{t('commitments.history')}</summary>
        <ol>
          {one.history.map((move) => (
            <li safe>{inWords(reader, move)}</li>
          ))}
        </ol>
      </details>
    </article>
  );
}

function inWords({ t, format }: PageReader, move: CommitmentMove): string {
  const day = format.day(move.proposedOn ?? move.dueOn);
  const what = t(`commitments.event.${move.kind}`, { day });
  const said = `${format.instant(move.at)}, ${move.who}: ${what}`;
  return move.word === '' ? said : `${said} ${t('commitments.word', { word: move.word })}`;
}
