/**
 * A unit's code from the name of the file that it is made from.
 *
 * Example: "/data/medicines-sales.csv" is MEDICINES-SALES.
 */
export function unitCodeFor(fileName: string): string {
  const bare = fileName.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
  const code = bare.toUpperCase().replace(/[^A-Z0-9]+/g, '-');
  return code.slice(0, 30).replace(/^-|-$/g, '') || 'COMPANY';
}
