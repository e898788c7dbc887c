/** A cell: text, a number as it is, or nothing. */
type CsvCell = string | number | null;

/**
 * One line of CSV (RFC 4180) that no spreadsheet takes for a formula: a text that begins with one of = + - @, a tab or a carriage return gets an
 * apostrophe in front (OWASP, "CSV injection"). Numbers stay numbers, negative ones too.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
