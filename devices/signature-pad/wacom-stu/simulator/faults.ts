/** What can go wrong with the simulated pad. Faults stack; each stays until it is taken away, unless it says "once". */
export const FAULTS = {
  losesSamples: 'Every fifth sample of the pen is numbered and never sent.',
  repeatsSamples: 'Every sample comes twice.',
  garbage: 'Reports that nobody knows, and half ones, come between the samples.',
  wrongState: 'Every feature written is refused as coming in the wrong state.',
  imageRefused: 'The next picture is refused at its end, once.',
  busyOnce: 'After the next picture the pad is busy for a second, once.',
  busy: 'The pad says for ever that it is busy.',
  noPenOptions: 'The pad knows neither time nor number of its samples.',
  noArea: 'The pad cannot keep its ink to an area.',
  badCapability: 'The pad says that it has no digitiser.',
  stall: 'Every feature stalls.',
  silent: 'The pad answers nothing.',
  unplugInStroke: 'The cable comes out in the middle of the next stroke, once.',
} as const;

export type Fault = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[] as readonly [Fault, ...Fault[]];
