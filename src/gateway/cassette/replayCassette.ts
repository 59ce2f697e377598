import { asyncScheduler, defer, Observable, Subscription, throwError } from 'rxjs';
import { type Frame } from '../../connection';
import { VoiceError } from '../../errors';
import { type Gateway } from '../Gateway';
import { type Cassette } from './CassetteEntry';
import { type Deviation, followTape, reached } from './followTape';
import { pathOf, type TapeLine, tapeLines } from './tapeLines';

/**
 * Plays a tape to a client: a gateway that answers as the recorded one did.
 *
 * ```text
 * on the tape    t--f-----a--b-----        a comes 5 ms behind f, b 8 ms behind it
 * client         t-----f-----------
 * gateway        -----------a--b---
 * ```
 *
 * It plays in virtual time behind `fakeSocket`, and on this machine behind `serveGateway`. Each dial gets the next line of the tape
 * with the same path. A frame of the gateway is sent when the client has sent all that it had sent before it on the tape, and
 * as many ms later as on the tape; the line ends as it did there. What the client sent is compared: text by its meaning,
 * audio by its bytes and words to be spoken by their letters, however they are cut; keepalives are not,
 * nor what comes behind the tape's last on a line that broke.
 *
 * A client that deviates is closed with 1002, and the reason says what the tape expected and what came; the Observable's own
 * error has it whole. A dial the tape does not have is refused: with 404, or 410 where all its lines have been played.
 *
 * One tape plays once: make another for another run. How long a line took to open is not played, and a dial that was refused
 * or lost on the tape is so at once.
 *
 * @example
 * ```ts
 * const socket = fakeSocket(replayCassette(readCassette('incident.cassette')));
 * const tts = synthesizer({ gateway: { url: 'ws://tape', token: 'any', socket }, model: 'slng/deepgram/aura:2-en' });
 * ```
 *
 * @param cassette - what was recorded
 * @returns the gateway
 * @see {@link recordCassette}
 * @category Cassettes
 */
export function replayCassette(cassette: Cassette): Gateway {
  const lines = tapeLines(cassette);
  const played = new Set<TapeLine>();

  return (client$, { url }) =>
    defer(() => {
      const path = pathOf(url);
      const onPath = lines.filter((line) => samePath(line.path, path));
      const line = onPath.find((other) => !played.has(other));
      if (line === undefined) return throwError(() => noLine(path, onPath.length, lines));
      played.add(line);
      const { refusal } = line;
      return refusal === undefined ? play(line, client$) : throwError(() => refusal);
    });
}

function play(line: TapeLine, client$: Observable<Frame>): Observable<Frame> {
  const { number, cues } = line;
  return new Observable((output) => {
    const reachedAt: number[] = [];
    let progress = { whole: 0, bytes: 0 };
    let next = 0;
    let pending = Subscription.EMPTY;

    const mark = () => {
      const now = asyncScheduler.now();
      while (reachedAt.length < cues.length) {
        const cue = cues[reachedAt.length];
        if (cue === undefined || !reached(progress, cue.after)) return;
        reachedAt.push(now);
      }
    };
    const act = () => {
      pending.unsubscribe();
      while (!output.closed) {
        const cue = cues[next];
        const since = reachedAt[next];
        if (cue === undefined || since === undefined) return;
        const wait = since + cue.delay - asyncScheduler.now();
        if (wait > 0) {
          pending = asyncScheduler.schedule(act, wait);
          return;
        }
        next++;
        if ('frame' in cue.act) output.next(cue.act.frame);
        else if (cue.act.end === 'completed') output.complete();
        else output.error(cue.act.end);
      }
    };

    output.add(() => pending.unsubscribe());
    output.add(
      client$.subscribe((frame) => {
        const now = followTape(line, progress, frame);
        if ('expected' in now) {
          output.error(deviated(number, progress.whole, now));
          return;
        }
        progress = now;
        mark();
        act();
      }),
    );
    mark();
    act();
  });
}

const samePath = (taped: string, path: string) =>
  taped === path || (taped.includes('[redacted]') && path.startsWith(taped.split('[')[0] ?? ''));

function deviated(line: number, frame: number, { expected, came }: Deviation) {
  const reason = `Tape line ${line}, frame ${frame + 1}: expected ${expected}, came ${came}`;
  return new VoiceError('socket-closed', reason, { closeCode: 1002, reason }, { retryable: false });
}

function noLine(path: string, onPath: number, lines: readonly TapeLine[]) {
  const paths = [...new Set(lines.map((line) => line.path))].join(', ');
  const [status, error] =
    onPath === 0
      ? [404, `The tape expected a dial of ${paths === '' ? 'nothing' : paths}, and ${path} came.`]
      : [
          410,
          `The tape has ${onPath} lines for ${path}, and all of them have been played. Start it again.`,
        ];
  return new VoiceError(
    'socket-refused',
    error,
    { status, body: JSON.stringify({ error }) },
    { retryable: false },
  );
}
