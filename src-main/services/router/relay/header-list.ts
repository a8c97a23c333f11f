type Value = string | readonly string[];

/**
 * Header names and values in turn, as both HTTP libraries take them. An object whose members are not known beforehand
 * is made in slow steps, and every call would make several.
 */
export type HeaderList = readonly Value[];

/** The list and then the others; of a name that both have, the list's goes. @param list names in lower case */
export function mergeHeaders(list: HeaderList, others: Readonly<Record<string, string>>): HeaderList {
  const merged: Value[] = [];
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [name = '', value = ''] = [list[at], list[at + 1]];
    if (!Object.hasOwn(others, String(name))) merged.push(name, value);
  }
  for (const name of Object.keys(others)) merged.push(name, others[name] ?? '');
  return merged;
}

/** @param name in lower case */
export function withoutHeader(list: HeaderList, name: string): HeaderList {
  for (let at = 0; at < list.length; at += 2) if (list[at] === name) return list.toSpliced(at, 2);
  return list;
}
