/** A path as fontkit tells it, in the font's own units. */
export type FontPath = {
  readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
};

type Step =
  | readonly ['move' | 'line', number, number]
  | readonly ['curve', number, number, number, number, number, number]
  | readonly ['close'];

/** The path in em. TrueType's curves have one control point; the same curve with two lies two thirds towards it. */
export function outlineOf(path: FontPath, unitsPerEm: number): readonly Step[] {
  let [atX, atY] = [0, 0];
  return path.commands.flatMap(({ command, args }): Step[] => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args.map((one) => one / unitsPerEm);
    const from = [atX, atY] as const;
    switch (command) {
      case 'moveTo':
      case 'lineTo':
        [atX, atY] = [a, b];
        return [[command === 'moveTo' ? 'move' : 'line', a, b]];
      case 'quadraticCurveTo':
        [atX, atY] = [c, d];
        return [
          [
            'curve',
            from[0] + (2 / 3) * (a - from[0]),
            from[1] + (2 / 3) * (b - from[1]),
            c + (2 / 3) * (a - c),
            d + (2 / 3) * (b - d),
            c,
            d,
          ],
        ];
      case 'bezierCurveTo':
        [atX, atY] = [e, f];
        return [['curve', a, b, c, d, e, f]];
      default:
        return [['close']];
    }
  });
}
