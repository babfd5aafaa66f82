// Reads and rewrites the sections of a WebAssembly module (WebAssembly Core Specification 2.0, section 5, Binary Format).
// Node's WebAssembly.Module lists imports and exports, but cannot rename them or say how large a function is.

const ids = { custom: 0, import: 2, export: 7, code: 10 };
const kinds = ['function', 'table', 'memory', 'global', 'tag'];

/** A cursor over bytes. */
class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, { bytes, at, end });
  }

  byte() {
    if (this.at >= this.end) throw new Error(`The WebAssembly is cut off at byte ${this.at}.`);
    return this.bytes[this.at++];
  }

  /** Reads an unsigned LEB128 number. */
  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  }

  /** Returns the next `length` bytes without copying them. */
  take(length) {
    const start = this.at;
    this.at += length;
    if (this.at > this.end) throw new Error(`The WebAssembly is cut off at byte ${this.end}.`);
    return this.bytes.subarray(start, this.at);
  }

  name() {
    return Buffer.from(this.take(this.number())).toString('utf8');
  }

  /** Returns a reader of the next `length` bytes. */
  part(length) {
    const start = this.at;
    this.take(length);
    return new Reader(this.bytes, start, this.at);
  }

  isAtEnd() {
    return this.at === this.end;
  }
}

/** Encodes a number as unsigned LEB128. */
function number(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** Encodes bytes or text with their length in front. */
function sized(content) {
  const bytes = Buffer.from(content);
  return Buffer.concat([number(bytes.length), bytes]);
}

/** Yields `{ id, reader }` for each section of a module. */
function* sections(bytes) {
  const reader = new Reader(bytes);
  if (Buffer.from(reader.take(8)).toString('latin1') !== '\0asm\x01\0\0\0') throw new Error('This is not a WebAssembly module of version 1.');
  while (!reader.isAtEnd()) {
    const id = reader.byte();
    yield { id, reader: reader.part(reader.number()) };
  }
}

/** Skips a value type. 0x63 and 0x64 are references, which name their type in a second number. */
function skipType(reader) {
  if ([0x63, 0x64].includes(reader.byte())) reader.number();
}

function skipLimits(reader) {
  const flags = reader.byte();
  if (flags > 7) throw new Error(`The WebAssembly has limits of an unknown kind, ${flags}.`);
  reader.number();
  if (flags % 2) reader.number();
}

/** Skips the kind and the type of an import. */
function skipDescription(reader) {
  const kind = reader.byte();
  const skip = {
    function: () => reader.number(),
    table: () => (skipType(reader), skipLimits(reader)),
    memory: () => skipLimits(reader),
    global: () => (skipType(reader), reader.byte()),
    tag: () => (reader.byte(), reader.number()),
  }[kinds[kind]];
  if (!skip) throw new Error(`The WebAssembly has an import of an unknown kind, ${kind}.`);
  skip();
}

function renamedImports(reader, rename) {
  const count = reader.number();
  const parts = [number(count)];
  for (let left = count; left > 0; left -= 1) {
    const [module, name, start] = [reader.name(), reader.name(), reader.at];
    skipDescription(reader);
    parts.push(sized(module), sized(rename(name, module)), reader.bytes.subarray(start, reader.at));
  }
  return Buffer.concat(parts);
}

function renamedExports(reader, rename) {
  const count = reader.number();
  const parts = [number(count)];
  for (let left = count; left > 0; left -= 1) {
    const [name, start] = [reader.name(), reader.at];
    reader.byte();
    reader.number();
    parts.push(sized(rename(name)), reader.bytes.subarray(start, reader.at));
  }
  return Buffer.concat(parts);
}

/**
 * Returns a module with its imports and exports renamed. `rename(name, module)` returns the new name; `module` is undefined
 * for an export.
 */
export function renamed(bytes, rename) {
  const parts = [bytes.subarray(0, 8)];
  for (const { id, reader } of sections(bytes)) {
    const rewrite = { [ids.import]: renamedImports, [ids.export]: renamedExports }[id];
    parts.push(Buffer.from([id]), sized(rewrite ? rewrite(reader, rename) : reader.take(reader.end - reader.at)));
  }
  return Buffer.concat(parts);
}

/** Lists the functions of a module that its name section names, as `{ name, size }` with the size of their code in bytes. */
export function functions(bytes) {
  const sizes = [];
  const names = new Map();
  for (const { id, reader } of sections(bytes)) {
    if (id === ids.code) {
      for (let left = reader.number(); left > 0; left -= 1) {
        const size = reader.number();
        reader.take(size);
        sizes.push(size);
      }
    }
    if (id === ids.custom && reader.name() === 'name') {
      while (!reader.isAtEnd()) {
        const isOfFunctions = reader.byte() === 1;
        const part = reader.part(reader.number());
        if (!isOfFunctions) continue;
        for (let left = part.number(); left > 0; left -= 1) names.set(part.number(), part.name());
      }
    }
  }
  // Indices of functions start with the imported ones, which have no code.
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).filter(({ kind }) => kind === 'function').length;
  return sizes.map((size, place) => ({ name: names.get(imported + place), size })).filter(({ name }) => name !== undefined);
}
