/** The two bytes of a number, lowest first. */
export function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255);
}

/** The four bytes of a number, lowest first. */
export function u32(value: number): Uint8Array {
  return concatenate([u16(value & 0xff_ff), u16(value >>> 16)]);
}

/** The eight bytes of a number, lowest first. */
export function u64(value: bigint): Uint8Array {
  return concatenate([u32(Number(value & 0xff_ff_ff_ffn)), u32(Number((value >> 32n) & 0xff_ff_ff_ffn))]);
}

/** A text as SQL Server keeps it. */
export function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le'));
}

/** The letters of a name of four bytes, and the like. */
export function ascii(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** One array out of many. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
