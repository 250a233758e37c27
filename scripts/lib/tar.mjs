// The entries of an uncompressed tar archive: enough of the format for archives made by npm and GNU tar
// (POSIX.1-1988 "ustar" plus GNU/pax long names). Not a general reader: no sparse files, no devices.

const BLOCK = 512;

/**
 * @param {Buffer} archive
 * @returns {{ path: string, bytes: Buffer, mode: number, linkTo?: string }[]} files and symbolic links, in order
 */
export function readTar(archive) {
  const entries = [];
  let longPath;
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    const type = String.fromCharCode(header[156] ?? 0);
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;

    if (type === 'L') longPath = text(bytes, 0, size);
    else if (type === 'x') longPath = /\d+ path=(.*)\n/.exec(bytes.toString('utf8'))?.[1] ?? longPath;
    else {
      const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
      const path = longPath ?? (prefix ? `${prefix}/` : '') + text(header, 0, 100);
      longPath = undefined;
      const mode = octal(header, 100, 8);
      if (type === '0' || type === '\0') entries.push({ path, bytes, mode });
      else if (type === '2') entries.push({ path, bytes, mode, linkTo: text(header, 157, 100) });
    }
  }
  return entries;
}

/** @param {Buffer} block @param {number} at @param {number} length */
function text(block, at, length) {
  const end = block.indexOf(0, at);
  return block.toString('utf8', at, end === -1 || end > at + length ? at + length : end);
}

/** @param {Buffer} block @param {number} at @param {number} length */
function octal(block, at, length) {
  return Number.parseInt(text(block, at, length).trim() || '0', 8);
}
