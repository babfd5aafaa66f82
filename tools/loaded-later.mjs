// Which code must stay out of the first load: the paths in tools/loaded-later.txt.

/** The most code of a listed path that the first load may contain, in bytes: the compiler merges equal small functions. */
const tolerance = 512;

/** Reads the list: a path per line; lines that start with # are comments. */
export function readPaths(text) {
  return text.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
}

/** Reads a list of functions as tools/split.mjs writes it: `{ release, functions }`. */
export function readFunctions(text) {
  const [release, ...lines] = text.trimEnd().split('\n');
  const functions = lines.map((line) => ({ size: Number.parseInt(line, 10), name: line.slice(line.indexOf(' ') + 1) }));
  return { release, functions };
}

/** Whether a function is in a path. Code that drops values is not: it comes with the state that holds them. */
const isIn = (path, name) => name.replace(/^<+/, '').startsWith(`${path}::`);

/** Whether a function with a mangled name is in a path. Calls back into the first load have the name of what they call. */
function isMangledIn(path, name) {
  const parts = path.split('::');
  const mangled = [parts.map((part) => part.length + part).join(''), `${parts.join('..')}..`];
  return mangled.some((form) => name.includes(form)) && !name.endsWith(' indirect_call_shim');
}

/** Compares the paths with the functions of the first load and the mangled ones loaded later: a sentence for each problem. */
export function problems(paths, first, later) {
  return paths.flatMap((path) => {
    const found = first.filter(({ name }) => isIn(path, name));
    const size = found.reduce((total, it) => total + it.size, 0);
    if (size > tolerance) {
      const names = found.slice(0, 5).map((it) => `\n  ${it.size} ${it.name}`);
      const rest = found.length > names.length ? `\n  and ${found.length - names.length} smaller ones` : '';
      return [`${path} must be loaded later, but ${size} bytes of its code are in the first load:${names.join('')}${rest}`];
    }
    if (later.some(({ name }) => isMangledIn(path, name))) return [];
    return [`${path} in tools/loaded-later.txt has no code that is loaded later. If it was renamed, rename it there.`];
  });
}
