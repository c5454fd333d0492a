/** Writes the outer layers of a DER file in indefinite lengths, and its content in pieces, as BER allows. */
export function encodeIndefinite(der: Buffer): Buffer {
  const piecesOf = (content: Buffer) =>
    Array.from({ length: Math.ceil(content.length / 500) }, (_, index) =>
      content.subarray(index * 500, index * 500 + 500),
    ).map((piece) =>
      Buffer.concat([Buffer.from([0x04, 0x82, piece.length >> 8, piece.length & 255]), piece]),
    );
  const indefinite = (tag: number, parts: readonly Buffer[]) =>
    Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.alloc(2)]);
  const [version, authSafe, mac] = splitDer(splitDer(der)[0]?.content ?? Buffer.alloc(0));
  const [contentType, tagged] = splitDer(authSafe?.content ?? Buffer.alloc(0));
  const [octets] = splitDer(tagged?.content ?? Buffer.alloc(0));
  if (!version || !mac || !contentType || !octets) throw new Error('not a PFX');
  const content = indefinite(0xa0, [indefinite(0x24, piecesOf(octets.content))]);
  return indefinite(0x30, [version.whole, indefinite(0x30, [contentType.whole, content]), mac.whole]);
}

/** One value in DER, of up to 64 KiB. */
export function encodeDer(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** The values that lie one behind the other in `bytes`. */
export function splitDer(bytes: Buffer): readonly { readonly whole: Buffer; readonly content: Buffer }[] {
  const parts: { whole: Buffer; content: Buffer }[] = [];
  for (let start = 0; start < bytes.length;) {
    const short = bytes.readUInt8(start + 1);
    const width = short < 0x80 ? 0 : short & 0x7f;
    const length = width === 0 ? short : bytes.readUIntBE(start + 2, width);
    const begin = start + 2 + width;
    parts.push({
      whole: bytes.subarray(start, begin + length),
      content: bytes.subarray(begin, begin + length),
    });
    start = begin + length;
  }
  return parts;
}
