import { cold, marbleTest } from 'jest-marbles';
import { concat, filter, NEVER, of, throwError } from 'rxjs';
import { type ChatMessage } from 'rxjs-voice';
import {
  audioMs,
  fakeSocket,
  onlyVirtual,
  silence,
  sttGateway,
  toneVoice,
  ttsGateway,
  virtualSink,
  watched,
  words,
} from 'rxjs-voice/testing';
import { chatAgent, type ChatModel } from './chatAgent';

const sounds = {
  q: words('Tell me a story.'.padEnd(50)),
  r: words('Thank you.'.padEnd(50)),
  o: silence(600),
};
const story = 'Once upon a time there was a king. ';

const setUp = () => {
  const voice = watched(ttsGateway({ engine: toneVoice({ byteMs: 40 }) }));
  const ears = sttGateway();
  const socket = fakeSocket((client$, request) =>
    (request.url.includes('/stt/') ? ears : voice)(client$, request),
  );
  const asked: (readonly ChatMessage[])[] = [];
  const signals: AbortSignal[] = [];
  const asks =
    (answer: ChatModel): ChatModel =>
    (messages, options) => {
      asked.push(messages);
      signals.push(options.signal);
      return answer(messages, options);
    };
  return {
    voice,
    sink: virtualSink(),
    gateway: { url: 'ws://test', token: 't', socket },
    asked,
    signals,
    asks,
  };
};

// prettier-ignore
describe('chatAgent', () => {
  it('should let the user talk over the model, which learns what was heard', () => {
    const { sink, gateway, asked, signals, asks } = setUp();
    const lines = {
      a: 'you … Tell',
      b: 'you … Tell me',
      c: 'you … Tell me a',
      d: 'you … Tell me a story.',
      e: 'you: Tell me a story.',
      f: 'you … Thank',
      g: 'agent: Once upon a time there was a [interrupted]',
      h: 'you … Thank you.',
      i: 'you: Thank you.',
      j: 'agent: You are welcome.',
    };
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('q 499ms o 599ms o 599ms r 499ms o 599ms |', sounds);
      const expected = '        (abcd) 494ms e 1199ms (fgh) 495ms i 639ms (j|)';
      const model = asks((messages) =>
        messages.length === 1 ? concat(of(story, story), NEVER) : of('You are ', 'welcome.'),
      );

      expect(chatAgent(gateway, microphone$, model, sink)).toBeObservable(cold(expected, lines));
    }));

    expect(asked[1]).toEqual([
      { role: 'user', content: 'Tell me a story.' },
      { role: 'assistant', content: 'Once upon a time there was a' },
      { role: 'user', content: 'Thank you.' },
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    // It fell silent at 1700, when the user was understood to speak, and faded for 15 ms.
    expect(sink.sounds().map((sound) => [sound.at, audioMs(sound)])).toEqual([[500, 1215], [2200, 640]]);
  });

  it('should go on after an answer that failed', () => {
    const { sink, gateway, asks } = setUp();
    onlyVirtual(marbleTest(() => {
      const microphone$ = cold('q 499ms o 499ms r 499ms o 599ms |', sounds);
      const model = asks((messages) =>
        messages[0]?.content === 'Thank you.' || messages.length > 1 ? of('Fine.') : throwError(() => new Error('no model')),
      );
      const lines = { x: 'you: Tell me a story.', y: 'agent:  [Error: no model]', z: 'you: Thank you.', w: 'agent: Fine.' };
      const spoken$ = chatAgent(gateway, microphone$, model, sink).pipe(filter((line) => !line.includes('…')));

      expect(spoken$).toBeObservable(cold('500ms (xy) 996ms z 199ms w 399ms |', lines));
    }));
  });

  it('should stream an async iterable, and abort it when it is left', async () => {
    const { sink, gateway, signals, asks } = setUp();
    const aborted = await new Promise<boolean>((resolve) => {
      const model = asks(async function* () {
        yield story;
        talk.unsubscribe(); // asked for more, so the first token was taken
        resolve(signals[0]!.aborted);
        await new Promise(() => undefined);
      });
      const talk = chatAgent(gateway, of(words('Hi. ')), model, sink).subscribe();
    });

    expect(aborted).toBe(true);
  });
});
