import { concatMap, from, map, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { flushEvery } from '../../src/operators';
import { speak, synthesizer } from '../../src/sessions';
import { faults, fakeSocket, recordMarbles, toneVoice, ttsGateway } from '../../src/testing';
import { type Picture, type PictureStream } from './drawPicture';

/** ms of one frame of the picture. */
const step = 40;

/** A session that loses its line in the middle of a sentence, recorded in virtual time, and drawn. */
export function sessionPicture(): Picture {
  const recorded = recordMarbles({ step });
  inVirtualTime(() => {
    const voice = ttsGateway({ engine: toneVoice({ byteMs: 80 }), pace: 1 });
    const tts = synthesizer({
      gateway: {
        url: 'ws://fake',
        token: 'any',
        socket: fakeSocket(faults.dropAfter({ audio: 300 })(voice), { latency: 20 }),
      },
      model: 'some/model:1',
      sampleRate: 8000,
      backoff: { initial: 200, jitter: 'none' },
    });
    const tokens$ = from(['Go ', 'on. ', 'Bye.']).pipe(
      concatMap((text, i) => timer(i === 0 ? 0 : 100).pipe(map(() => text))),
    );
    const audio = recorded.as<unknown>('audio');
    tts.status$
      .pipe(
        map(({ state }) => state),
        recorded.as('line'),
      )
      .subscribe();
    tokens$
      .pipe(
        recorded.as('tokens'),
        flushEvery({ sentences: 1 }),
        speak(tts),
        map(() => 'a'),
        audio,
      )
      .subscribe({ complete: () => tts.close() });
  });
  const letters = Object.entries(recorded.values);
  const rows = ['tokens', 'line', 'audio'].map((name) => {
    const stream = recorded.streams.find((one) => one.name === name);
    return { title: name, frames: 0, marks: scaled(stream?.marbles ?? '') };
  });
  const words = letters
    .filter(([, value]) => value !== 'a')
    .map(([letter, value]) => `${letter} = ${String(value).trim()}`);
  return {
    name: 'session',
    title: 'A recorded session: the line breaks in the middle of a sentence, and the audio goes on',
    content: [
      rows[0],
      { operator: 'flushEvery({ sentences: 1 }), speak(tts)' },
      rows[1],
      rows[2],
    ].filter((row) => row !== undefined),
    notes: [`One frame is ${step} ms.  ${words.join(', ')}`],
  };
}

function inVirtualTime(work: () => void): void {
  new TestScheduler(() => undefined).run(work);
}

/** The marks of a recorded diagram, `step` ms to the frame. */
function scaled(marbles: string): PictureStream['marks'] {
  let marks: PictureStream['marks'] = [];
  inVirtualTime(() => {
    const read = TestScheduler.parseMarbles(marbles, undefined, undefined, false, true);
    marks = read.map(({ frame, notification }) => ({
      frame: Math.round(frame / step),
      mark:
        notification.kind === 'N'
          ? String(notification.value)
          : notification.kind === 'C'
            ? '|'
            : '#',
    }));
  });
  return marks;
}
