import {
  concat,
  filter,
  ignoreElements,
  map,
  merge,
  NEVER,
  of,
  switchMap,
  take,
  takeUntil,
  toArray,
} from 'rxjs';
import { faults, sttGateway, toneVoice, ttsGateway } from '../../src/gateway';
import { finals, flushEvery, interruptOn } from '../../src/operators';
import { speak, transcribe } from '../../src/sessions';
import { audioMs, words } from '../../src/testing';
import { ears, type SessionCase, voice } from './kit';

const quick = () => ttsGateway({ engine: toneVoice(), pace: Infinity, clearDelay: 1 });
const linear = { encoding: 'linear16', sampleRate: 8000 } as const;
const texts = finals();

export const together: readonly SessionCase[] = [
  {
    name: 'hears what it said, sentence by sentence, though both lines are lost on the way',
    scenario: () => ({
      tts: faults.dropAfter({ audio: 200 })(quick()),
      stt: faults.dropAfter({ audio: 300 })(sttGateway()),
    }),
    test: (world) =>
      of('Hello ', 'there. ', 'How are ', 'you?').pipe(
        flushEvery({ sentences: 1 }),
        speak(voice(world, linear)),
        transcribe(ears(world)),
        texts,
        map(({ text }) => text.replaceAll(' ', '')),
        toArray(),
        map((parts) => parts.join('')),
      ),
    values: ['Hellothere.Howareyou?'],
  },
  {
    name: 'stops speaking when the user speaks, and answers what was said',
    scenario: () => ({ tts: ttsGateway({ clearDelay: 1 }), stt: sttGateway() }),
    test: (world) => {
      const tts = voice(world, linear);
      const stt = ears(world);
      const talking$ = tts.speak(
        concat(of('A story without end, '), NEVER).pipe(flushEvery({ chars: 20 })),
      );
      // The user speaks once the agent does.
      const user$ = talking$.pipe(
        take(1),
        map(() => words('Stop it. ', { sampleRate: 8000 })),
      );
      const heard$ = user$.pipe(transcribe(stt), texts);
      return heard$.pipe(
        filter(({ text }) => text !== ''),
        take(1),
        switchMap(({ text }) =>
          tts.speak(`You said: ${text}`).pipe(
            interruptOn(NEVER, { fadeOut: 0 }),
            toArray(),
            map((chunks) => [text, audioMs(chunks)]),
          ),
        ),
        takeUntil(merge(NEVER).pipe(ignoreElements())),
      );
    },
    values: [['Stop it.', 180]],
  },
];
