import { defer, dematerialize, EMPTY, merge, mergeMap, Subject, takeUntil, throwError } from 'rxjs';
import { invalidOption, isVoiceError } from '../errors';
import { type ClientMessage, clientMessage, type Gateway } from '../gateway';
import { type Beat, diagramOf, play, type ScriptValues } from './diagram';

/**
 * What a scripted gateway does on one line.
 *
 * @category Testing
 */
export interface ScriptLine {
  /** What it says from the dial on, whatever it is told. */
  readonly says?: string;
  /**
   * What it says from the moment it receives a message of a type: each time, or of a list the first, the second time and so on,
   * and then nothing.
   */
  readonly answers?: Readonly<Partial<Record<ClientMessage['type'], string | readonly string[]>>>;
}

/**
 * Makes a gateway that says what marble diagrams say, a line for each dial. It needs no `TestScheduler`: in virtual time a
 * frame is a virtual ms, over real sockets it is a real one.
 *
 * ```text
 * answers   init: 'R'   flush: '--a-b-(FE)'   clear: 'C'
 * client    (init)(text flush)---------------------------
 * server    -----R---------------a-b-(FE)----------------
 * ```
 *
 * A letter is a frame, and without a value of yours `R` is ready, `F` flushed, `E` audio_end, `C` cleared. A value may be a frame,
 * audio (sent as a binary frame), a reply of the protocol, or one of {@link ends}. `|` closes the line with 1000, `#` cuts it.
 * A diagram without an end leaves the line to the client. Answers go on side by side, but `clear` and `cancel` stop those
 * under way: what still comes after them stands in their own answer.
 *
 * Dials are counted per gateway made. One more than there are lines fails the run of a scenario, and closes with 1011 elsewhere.
 *
 * @example The first line is lost in the middle of a sentence, the second speaks it
 * ```ts
 * const gateway = script(
 *   [
 *     { answers: { init: 'R', flush: '-a-#' } },
 *     { answers: { init: 'R', flush: '-a-b-(FE)' } },
 *   ],
 *   { a: tone(20), b: tone(20, { pitch: 300 }) },
 * );
 * ```
 *
 * @param lines - the lines in order of dial; a string is what one says from the dial on
 * @param values - what the letters stand for
 * @returns a gateway, for `fakeSocket`, `serveGateway` or a scenario
 * @throws a `VoiceError` `invalid-option` where a diagram cannot be read or a letter has no value
 * @category Testing
 */
export function script(
  lines: string | ScriptLine | readonly (string | ScriptLine)[],
  values: ScriptValues = {},
): Gateway {
  const given = typeof lines === 'string' || !isList(lines) ? [lines] : lines;
  const gateways = given.map((line) =>
    lineOf(typeof line === 'string' ? { says: line } : line, values),
  );
  let dials = 0;

  return (client$, request) => {
    const line = gateways[dials++];
    if (line === undefined) {
      throw new Error(`The script has ${gateways.length} lines, and line ${dials} was dialled.`);
    }
    return line(client$, request);
  };
}

/** `Array.isArray` does not narrow a readonly list. */
const isList = (value: object): value is readonly (string | ScriptLine)[] => Array.isArray(value);

function lineOf({ says = '', answers = {} }: ScriptLine, values: ScriptValues): Gateway {
  const said = diagramOf(says, values);
  const refusal = refusalOf(said);
  if (refusal !== undefined) return () => throwError(() => refusal);
  const answered = new Map(
    Object.entries(answers).map(([type, each]) => {
      const diagrams = (typeof each === 'string' ? [each] : each).map((one) =>
        diagramOf(one, values),
      );
      if ([said, ...diagrams].some((one) => one.some(refuses))) throw late();
      return [type, { diagrams, always: typeof each === 'string' }];
    }),
  );

  return (client$) =>
    defer(() => {
      const stop$ = new Subject<void>();
      const times = new Map<string, number>();
      const answer = (type: string) => {
        const { diagrams = [], always = false } = answered.get(type) ?? {};
        const time = times.get(type) ?? 0;
        times.set(type, time + 1);
        return diagrams[always ? 0 : time] ?? [];
      };
      const answers$ = client$.pipe(
        mergeMap((frame) => {
          const { type } = clientMessage(frame);
          if (type === 'clear' || type === 'cancel') stop$.next();
          const beats = answer(type);
          return beats.length === 0 ? EMPTY : play(beats).pipe(takeUntil(stop$));
        }),
      );
      return merge(play(said), answers$).pipe(dematerialize());
    });
}

const refuses = ({ event }: Beat) =>
  event.kind === 'E' && isVoiceError(event.error, 'socket-refused');

function refusalOf(said: readonly Beat[]): Error | undefined {
  const [first, ...more] = said;
  if (first === undefined || !refuses(first)) {
    if (more.some(refuses)) throw late();
    return undefined;
  }
  if (first.at > 0) throw late();
  return first.event.kind === 'E' ? (first.event.error as Error) : undefined;
}

const late = () =>
  invalidOption(
    'lines',
    'A script refuses a line with the first thing it says, at frame 0, and nowhere else.',
  );
