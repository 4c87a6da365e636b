export interface Placed<Item> {
  readonly item: Item;
  /** "1", "2" …: the key of a line that has no identity but its place in the list. */
  readonly place: string;
}

export function withPlaces<Item>(items: readonly Item[]): Placed<Item>[] {
  return items.map((item, index) => ({ item, place: String(index + 1) }));
}
