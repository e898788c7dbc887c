/** A mail address as it may be shown to whoever holds a link: first and last letter of its name, and its domain. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const letters = [...address.slice(0, at)];
  const last = letters.length > 2 ? letters.at(-1) : '';
  return `${letters[0] ?? ''}…${last ?? ''}${address.slice(at)}`;
}
