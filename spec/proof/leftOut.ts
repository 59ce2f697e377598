import { type Drawn, type FaultName, faultsOf, schedule } from './kinds';

/** Faults that a transcription does not get over yet, and why; `where`: only those. Take a line away to turn one on. */
const leftOut: readonly {
  readonly fault: FaultName;
  readonly why: string;
  readonly where?: (drawn: Drawn) => boolean;
}[] = [
  { fault: 'duplicateFinal', why: 'the second of two equal finals is passed on' },
  { fault: 'emptyFinal', why: 'where no partial shows, it is taken for the answer to finalize' },
  {
    fault: 'slowDrain',
    why: 'a final is taken for the last while the audio behind it still waits in the socket',
    where: ({ rate }) => rate === 4000,
  },
];
const isLeftOut = (drawn: Drawn) =>
  leftOut.some(({ fault, where }) => fault === drawn.fault && (where?.(drawn) ?? true));

/** The faults that a transcription must get over. */
export const heardFaults = faultsOf('stt').filter(
  (name) => !leftOut.some(({ fault, where }) => fault === name && where === undefined),
);

/** Schedules of those. */
export const heardSchedule = schedule(heardFaults)
  .map((drawn) => drawn.filter((each) => !isLeftOut(each)))
  .filter((drawn) => drawn.length > 0);
