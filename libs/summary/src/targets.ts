/**
 * Notes where an entry went. Where the source had one place for several entries, or the target has several places for one,
 * the places are united by `|`, which XPath and FHIRPath both have for that.
 */
export function addTarget(targets: Map<string, string>, path: string, place: string): void {
  const earlier = targets.get(path);
  if (earlier === undefined) targets.set(path, place);
  else if (!earlier.split(' | ').includes(place)) targets.set(path, `${earlier} | ${place}`);
}
