import type { ReadableGroup } from '../../domain/wording/list-wording.ts';

/** A list of key accounts as a panel reads it; `basis` says by which criteria it was made. */
export interface CandidateListProps {
  readonly basis: string;
  readonly groups: readonly Pick<ReadableGroup, 'title' | 'entries'>[];
}

/** Who is proposed for what, an account each with its scores and what was said for and against it. */
export function CandidateList({
  title,
  basis,
  groups,
}: CandidateListProps & { readonly title: string }): JSX.Element {
  return (
    <section aria-labelledby="step">
      <h2 id="step" safe>
        {title}
      </h2>
      <p safe>{basis}</p>
      {groups.map((group) => (
        <>
          <h3 safe>{`${group.title} (${group.entries.length})`}</h3>
          <ul class="candidates">
            {group.entries.map(({ name, details }) => (
              <li>
                <b safe>{name}</b>
                <span safe>{details.join('; ')}</span>
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  );
}
