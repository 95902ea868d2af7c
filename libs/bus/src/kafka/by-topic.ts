/** Sorts things by their topic, keeping their order within it. (Map.groupBy needs Node 21.) */
export function byTopic<T extends { readonly topic: string }>(things: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(thing.topic);
    if (group === undefined) groups.set(thing.topic, [thing]);
    else group.push(thing);
  }
  return groups;
}
