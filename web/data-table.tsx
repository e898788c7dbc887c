/** One row: what it is about, which may be a link, and its cells; `before` stands left of it. */
export interface DataRow {
  readonly before?: string;
  readonly title: string;
  readonly href?: string;
  readonly cells: readonly string[];
}

/** A table of texts, a heading over each column; on a narrow screen each row becomes a card whose cells name their column. */
export function DataTable({
  headings,
  rows,
}: {
  readonly headings: readonly string[];
  readonly rows: readonly DataRow[];
}): JSX.Element {
  return (
    <table class="cards scores">
      <thead>
        <tr>
          {headings.map((text) => (
            <th scope="col" safe>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row row={row} headings={headings} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  row,
  headings,
}: {
  readonly row: DataRow;
  readonly headings: readonly string[];
}): JSX.Element {
  const { before, title, href, cells } = row;
  const offset = before === undefined ? 1 : 2;
  return (
    <tr>
      {before === undefined ? '' : <Cell text={before} heading={headings[0]} />}
      {href === undefined ? (
        <th scope="row" safe>
          {title}
        </th>
      ) : (
        <th scope="row">
          <a href={href} safe>
            {title}
          </a>
        </th>
      )}
      {cells.map((text, index) => (
        <Cell text={text} heading={headings[index + offset]} />
      ))}
    </tr>
  );
}

function Cell({
  text,
  heading,
}: {
  readonly text: string;
  readonly heading: string | undefined;
}): JSX.Element {
  return (
    <td data-label={heading ?? ''} safe>
      {text}
    </td>
  );
}
