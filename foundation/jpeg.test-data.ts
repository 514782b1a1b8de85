/** The least that is one whole JPEG (ITU-T T.81) of that size: headers as a camera writes them, a scan of `grain` bytes. */
export function jpegOf(width = 1_280, height = 720, grain = 2_000, seed = 1): Uint8Array {
  const two = (value: number) => [value >> 8, value & 0xff];
  const segment = (marker: number, body: readonly number[]) => [
    0xff,
    marker,
    ...two(body.length + 2),
    ...body,
  ];
  const table = Array.from({ length: 64 }, () => 16);
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...table]),
    ...segment(0xc0, [8, ...two(height), ...two(width), 1, 1, 0x11, 0]),
    ...segment(0xc4, [0, ...Array.from({ length: 16 }, () => 0)]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...Array.from({ length: grain }, (_, at) => (at * 7 + seed) % 0xfe),
    ...[0xff, 0xd9],
  ]);
}
