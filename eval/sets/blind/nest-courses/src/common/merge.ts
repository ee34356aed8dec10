type Dict = Record<string, any>;

export function merge(into: Dict, from: Dict): Dict {
  for (const key in from) {
    if (typeof from[key] === 'object' && from[key] !== null) {
      into[key] = merge(into[key] ?? {}, from[key]);
    } else {
      into[key] = from[key];
    }
  }
  return into;
}

export function mergeOptions(into: Dict, from: Dict): Dict {
  for (const key of Object.keys(from)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    into[key] = from[key];
  }
  return into;
}
