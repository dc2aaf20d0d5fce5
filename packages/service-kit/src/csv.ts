/** What a spreadsheet takes for a formula, blanks before it or not. */
const formula = /^\s*[=+\-@＝＋－＠]/;

/** A cell as a spreadsheet reads it: text that would be a formula is shown as the text it is. */
function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a file of comma-separated values (RFC 4180), marked as UTF-8 so that spreadsheets show Urdu. */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
