/** What the layout promises to be there. */
export function mustFind<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('The layout of the sample farm names something that is not in it.');
  }
  return value;
}
