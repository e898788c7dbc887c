import type { SeatOrigin, SeatState } from '../../domain/approvals/policy.ts';
import type { PageReader } from '../page-reader.ts';

/** Where somebody who is asked stands; `at` and `comment` belong to their decision. */
export interface SeatProps {
  readonly name: string;
  readonly how: SeatOrigin;
  /** The name of the one whose place they took. */
  readonly insteadOf: string | undefined;
  readonly state: SeatState;
  readonly at: Date | undefined;
  readonly comment: string;
}

/** The others who are asked and what each of them said; nothing when there are none. */
export function Seats({
  reader,
  seats,
}: {
  readonly reader: PageReader;
  readonly seats: readonly SeatProps[];
}): JSX.Element {
  if (seats.length === 0) return '';
  return (
    <ul class="seats">
      {seats.map((seat) => (
        <li>
          <strong safe>{nameOf(seat, reader)}</strong>{' '}
          <span class={`state ${seat.state}`} safe>
            {stateOf(seat, reader)}
          </span>
          {seat.comment === '' ? '' : <q safe>{seat.comment}</q>}
        </li>
      ))}
    </ul>
  );
}

function stateOf(seat: SeatProps, { t, format }: PageReader): string {
  const what = t(`seat.${seat.state}`);
  return seat.at === undefined ? what : t('seat.at', { what, at: format.instant(seat.at) });
}

function nameOf({ name, how, insteadOf: of }: SeatProps, { t }: PageReader): string {
  if (of === undefined) return name;
  return t(how === 'delegated' || how === 'absent' ? 'seat.name.for' : 'seat.name.instead', { name, of });
}
