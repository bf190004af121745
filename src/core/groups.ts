/** Adds to a group in place: a new array for each member makes large groups quadratic. */
export function addTo<K, V>(groups: Map<K, V[]>, key: K, member: V): void {
  const members = groups.get(key);
  if (members) members.push(member);
  else groups.set(key, [member]);
}
