import { check, type Row } from './speakTable';
import { play } from './transcript';

// prettier-ignore
describe('speakStep', () => {
  describe('text', () =>
    check([
      ['dial at the first text, and send when ready', `
        turn 1        ->
        text 1 Hi_    -> dial
        text 1 you    ->
        dialling      ->
        ready         -> "Hi you"
        text 1 too    -> "too"
        end 1         -> flush, segment(Hi youtoo at 0) [first-audio turn]
      `],
      ['dial nothing for blank text, and complete', `
        turn 1        ->
        text 1 _      ->
        flush 1       ->
        text 1 _      ->
        end 1         -> done(t1), 1|
      `],
      ['dial nothing for a turn without text', `
        turn 1        ->
        end 1         -> done(t1), 1|
      `],
      ['never send a bare flush', `
        turn 1        ->
        text 1 a      -> dial
        flush 1       ->
        flush 1       ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        flush 1       -> [first-audio turn]
        text 1 _      -> [first-audio turn]
        flush 1       -> [first-audio turn]
        flushed       -> [first-audio settle turn]
        settle!       -> [idle]
        text 1 b      -> " b"
        end 1         -> flush, segment( b at 0) [first-audio turn]
      `],
      ['send text as it comes while its segment is the only one', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
        text 1 b      -> "b"
        flush 1       -> flush, segment(ab at 0) [first-audio turn]
        text 1 c      -> [first-audio turn]
        flush 1       -> [first-audio turn]
        text 1 d      -> [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> "c", flush, segment(c at 0) [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> "d"
        end 1         -> flush, segment(d at 0) [first-audio turn]
      `],
      ['join text without a letter to what comes behind it, or to the flush', `
        turn 1        ->
        text 1 4      -> dial
        ready         ->
        text 1 .      ->
        text 1 a      -> "4.a"
        text 1 —      ->
        flush 1       -> "—", flush, segment(4.a— at 0) [first-audio turn]
        lost          ->
        ready         -> "4.a—", flush, replayed(t1) [first-audio turn]
      `],
      ['ignore what nobody speaks any more', `
        text 7 a      ->
        flush 7       ->
        interrupt 7   ->
      `],
    ]));

  describe('queue', () =>
    check([
      ['speak turns in order of subscription', `
        turn 1        ->
        turn 2        ->
        text 2 b      ->
        end 2         ->
        text 1 a      -> dial
        end 1         ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> "b", flush, done(t1), 1|, segment(b at 0) [first-audio turn]
      `],
      ['take queued turns out silently', `
        turn 1        ->
        text 1 a      -> dial
        turn 2        ->
        text 2 b      ->
        ready         -> "a"
        interrupt 2   -> interrupted(t2)
        end 1         -> flush, segment(a at 0) [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> done(t1), 1| [idle]
      `],
      ['complete all turns that are over', `
        turn 1        ->
        turn 2        ->
        turn 3        ->
        end 2         ->
        end 3         ->
        end 1         -> done(t1), 1|, done(t2), 2|, done(t3), 3|
      `],
    ]));

  describe('terminals', () => {
    const speaking = `
        turn 1        ->
        text 1 a      -> dial
        flush 1       ->
        text 1 b      ->
        flush 1       ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        audio x       -> 1:x [turn]`;
    check([
      ['end a segment when both kinds came', `${speaking}
        audio-end     -> [settle turn]
        flushed       -> "b", flush, segment(b at 1) [first-audio turn]
      `],
      ['end it 100 ms after one kind, then at once by the same kind', `${speaking}
        audio-end     -> [settle turn]
        settle!       -> "b", flush, segment(b at 1) [first-audio turn]
        audio y       -> 1:y [turn]
        audio-end     -> [idle]
        end 1         -> done(t1), 1| [idle]
      `],
      ['count a late second one to its own flush', `${speaking}
        audio-end     -> [settle turn]
        settle!       -> "b", flush, segment(b at 1) [first-audio turn]
        flushed       -> [first-audio turn]
        audio y       -> 1:y [turn]
        audio-end     -> [idle]
        flushed       -> [idle]
        flushed       -> stray(flushed 1) [idle]
        audio-end     -> stray(audio-end 2) [idle]
      `],
      ['wait half a second for more pieces where one flush was ended twice', `${speaking}
        audio-end     -> [settle turn]
        settle!       -> "b", flush, segment(b at 1) [first-audio turn]
        audio y       -> 1:y [turn]
        audio-end     -> [idle]
        audio-end     -> stray(audio-end 1) [idle]
        text 1 c      -> "c"
        flush 1       -> flush, segment(c at 2) [first-audio turn]
        audio z       -> 1:z [turn]
        audio-end     -> [settle turn]
        audio z       -> 1:z [settle turn]
        audio-end     -> stray(audio-end 2) [settle turn]
        end 1         -> [settle turn]
        settle!       -> done(t1), 1| [idle]
      `],
      ['call one before the flush stray', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
        audio x       -> 1:x
        audio-end     -> stray(audio-end 1)
        end 1         -> flush, segment(a at 0) [turn]
        audio-end     -> [settle turn]
        settle!       -> done(t1), 1| [idle]
      `],
      ['wait for the end of any frame, and audio behind a terminal', `${speaking}
        flushed       -> [settle turn]
        audio y       -> 1:y [settle turn]
        info          -> [settle turn]
        unknown       -> unknown(x 1) [settle turn]
        undecodable u -> undecodable(u 1) [settle turn]
        excused e     -> error(e) [settle turn]
        words w       -> words(w0) [settle turn]
        segment-start -> [settle turn]
        audio-end     -> "b", flush, segment(b at 2) [first-audio turn]
      `],
      ['not let text end what settles', `${speaking}
        audio-end     -> [settle turn]
        text 1 c      -> [settle turn]
        end 1         -> [settle turn]
        settle!       -> "b", flush, segment(b at 1) [first-audio turn]
      `],
      ['count what belongs to nothing', `${speaking}
        cleared       -> stray(cleared 1) [turn]
        cleared       -> stray(cleared 2) [turn]
        unknown       -> unknown(x 1) [turn]
        undecodable u -> undecodable(u 1) [turn]
        undecodable u -> undecodable(u 2) [turn]
      `],
    ]);
  });

  describe('a close with 1000', () => {
    const speaking = `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"`;
    check([
      ['end the segment after its flush and audio', `${speaking}
        end 1         -> flush, segment(a at 0) [first-audio turn]
        audio x       -> 1:x [turn]
        lost 1000     -> done(t1), 1|
      `],
      ['end it after its flush and one terminal', `${speaking}
        end 1         -> flush, segment(a at 0) [first-audio turn]
        audio-end     -> [first-audio settle turn]
        lost 1000     -> done(t1), 1|
      `],
      ['not end it without audio', `${speaking}
        end 1         -> flush, segment(a at 0) [first-audio turn]
        lost 1000     ->
        dialling      ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
      `],
      ['not end it before its flush', `${speaking}
        audio x       -> 1:x
        lost 1000     ->
        dialling      ->
        ready         -> "a", replayed(t1)
        audio xy      -> 1:y
      `],
      ...(['resume', 'skip', 'fail'] as const).map((replay): Row => [`begin what the line closed on anew, with ${replay} too`, `${speaking}
        flush 1       -> flush, segment(a at 0) [first-audio turn]
        text 1 b      -> [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> "b"
        lost 1000     ->
        unwanted      -> dial
        ready         -> "b"
      `, { replay }]),
      ['leave the next segment to the next line', `${speaking}
        flush 1       -> flush, segment(a at 0) [first-audio turn]
        text 1 b      -> [first-audio turn]
        audio x       -> 1:x [turn]
        lost 1000     ->
        unwanted      -> dial
        ready         -> "b"
      `],
    ]);
  });

  describe('interrupting', () => {
    const flushed = `
        turn 1        ->
        text 1 a      -> dial
        end 1         ->
        turn 2        ->
        text 2 b      ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]`;
    const unflushed = `
        turn 1        ->
        text 1 a      -> dial
        turn 2        ->
        text 2 b      ->
        ready         -> "a"`;
    check([
      ['clear, drop every frame until cleared and quiet, then go on', `${flushed}
        audio x       -> 1:x [turn]
        interrupt 1   -> clear, interrupted(t1) [fence]
        audio y       -> [fence]
        words w       -> [fence]
        cleared       -> [fence quiet]
        audio z       -> [fence quiet]
        quiet!        -> "b"
        audio u       -> 2:u
      `],
      ['take the segment\'s end for cleared, where it was flushed', `${flushed}
        interrupt 1   -> clear, interrupted(t1) [fence]
        audio-end     -> [fence quiet]
        cleared       -> [fence quiet]
        flushed       -> [fence quiet]
        quiet!        -> "b"
      `],
      ['not take an end for cleared where nothing was flushed', `${unflushed}
        interrupt 1   -> clear, interrupted(t1) [fence]
        audio-end     -> [fence]
        cleared       -> [fence quiet]
        quiet!        -> "b"
      `],
      ['take a line that does not say cleared for a bad one', `${flushed}
        interrupt 1   -> clear, interrupted(t1) [fence]
        fence!        -> hang up, dial
        dialling      ->
        ready         -> "b"
      `],
      ['take a line that does not fall quiet for a bad one', `${unflushed}
        interrupt 1   -> clear, interrupted(t1) [fence]
        cleared       -> [fence quiet]
        audio y       -> [fence quiet]
        fence!        -> hang up, dial
      `],
      ['wait for nothing but quiet while it settles', `${flushed}
        audio x       -> 1:x [turn]
        audio-end     -> [settle turn]
        interrupt 1   -> clear, interrupted(t1) [fence quiet]
        quiet!        -> "b"
      `],
      ['begin counts at zero behind the fence', `${flushed}
        audio-end     -> [first-audio settle turn]
        interrupt 1   -> clear, interrupted(t1) [fence quiet]
        quiet!        -> "b"
        end 2         -> flush, segment(b at 0) [first-audio turn]
        flushed       -> [first-audio settle turn]
        flushed       -> stray(flushed 1) [first-audio settle turn]
        audio-end     -> done(t2), 2| [idle]
      `],
      ['not take the cleared of one clear for that of the next', `${flushed}
        audio x       -> 1:x [turn]
        audio-end     -> [settle turn]
        interrupt 1   -> clear, interrupted(t1) [fence quiet]
        quiet!        -> "b"
        audio y       -> 2:y
        interrupt 2   -> clear, interrupted(t2) [fence]
        cleared       -> [fence]
        audio z       -> [fence]
        cleared       -> [fence quiet]
        quiet!        -> [idle]
      `],
      ['not wonder at a late cleared, but at one that nobody asked for', `${flushed}
        audio x       -> 1:x [turn]
        audio-end     -> [settle turn]
        interrupt 1   -> clear, interrupted(t1) [fence quiet]
        quiet!        -> "b"
        cleared       ->
        cleared       -> stray(cleared 1)
      `],
      ['only tell of an error behind the fence, and of what it cannot read', `${flushed}
        interrupt 1   -> clear, interrupted(t1) [fence]
        error final   -> error(final) [fence]
        unknown       -> unknown(x 1) [fence]
        undecodable u -> undecodable(u 1) [fence]
        cleared       -> [fence quiet]
        undecodable u -> undecodable(u 2) [fence quiet]
        error e       -> error(e) [fence quiet]
        quiet!        -> "b"
      `],
      ['send no second clear for the turn that waits at the fence', `${flushed}
        turn 3        -> [first-audio turn]
        text 3 c      -> [first-audio turn]
        interrupt 1   -> clear, interrupted(t1) [fence]
        interrupt 2   -> interrupted(t2) [fence]
        interrupt 2   -> [fence]
        cleared       -> [fence quiet]
        quiet!        -> "c"
        interrupt 3   -> clear, interrupted(t3) [fence]
      `],
      ['clear nothing while nothing is on the line', `
        turn 1        ->
        text 1 a      -> dial
        turn 2        ->
        interrupt 1   -> interrupted(t1) [idle]
        ready         -> [idle]
        interrupt 2   -> interrupted(t2) [idle]
        idle!         -> close, hang up
      `],
      ['keep the line between segments, and clear nothing', `
        turn 1        ->
        text 1 a      -> dial
        flush 1       ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        audio-end     -> [first-audio settle turn]
        settle!       -> [idle]
        interrupt 1   -> interrupted(t1) [idle]
      `],
      ['end a dial that nobody needs after a while', `
        turn 1        ->
        text 1 a      -> dial
        interrupt 1   -> interrupted(t1) [idle]
        idle!         -> hang up
      `],
      ['keep a dial that the next turn needs', `
        turn 1        ->
        text 1 a      -> dial
        interrupt 1   -> interrupted(t1) [idle]
        turn 2        -> [idle]
        text 2 b      -> [idle]
        idle!         ->
        ready         -> "b"
      `],
      ['end the wait for a line that nobody needs', `
        turn 1        ->
        text 1 a      -> dial
        dialling      ->
        lost          ->
        waiting       ->
        interrupt 1   -> hang up, interrupted(t1)
      `],
      ['keep the wait for a line that the next turn needs', `
        turn 1        ->
        text 1 a      -> dial
        turn 2        ->
        text 2 b      ->
        lost          ->
        waiting       ->
        interrupt 1   -> interrupted(t1)
        dialling      ->
        ready         -> "b"
      `],
      ['complete a queued turn that has nothing to say when the wait ends', `
        turn 1        ->
        text 1 a      -> dial
        turn 2        ->
        end 2         ->
        lost          ->
        waiting       ->
        interrupt 1   -> hang up, interrupted(t1), done(t2), 2|
      `],
      ['forget the fence with its line', `${flushed}
        interrupt 1   -> clear, interrupted(t1) [fence]
        lost          ->
        waiting       ->
        dialling      ->
        ready         -> "b"
        audio y       -> 2:y
      `],
      ['forget a sample that was cut', `${flushed}
        audio xyz     -> 1:xy [turn]
        interrupt 1   -> clear, interrupted(t1) [fence]
        cleared       -> [fence quiet]
        quiet!        -> "b"
        audio uv      -> 2:uv
      `, { sampleBytes: 2 }],
    ]);
  });

  describe('replay', () => {
    const speaking = `
        turn 1        ->
        text 1 a      -> dial
        text 1 b      ->
        flush 1       ->
        text 1 c      ->
        ready         -> "ab", flush, segment(ab at 0) [first-audio turn]
        audio uv      -> 1:uv [turn]`;
    check([
      ['speak the segment again, whole, and drop what was emitted', `${speaking}
        lost          ->
        waiting       ->
        dialling      ->
        ready         -> "ab", flush, replayed(t1) [first-audio turn]
        audio u       -> [turn]
        audio vw      -> 1:w [turn]
        audio x       -> 1:x [turn]
      `],
      ['drop what any line emitted, not the last alone', `${speaking}
        lost          ->
        ready         -> "ab", flush, replayed(t1) [first-audio turn]
        audio u       -> [turn]
        lost          ->
        ready         -> "ab", flush, replayed(t1) [first-audio turn]
        audio uvw     -> 1:w [turn]
      `],
      ['join a sample that was cut across frames, on each line', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
        audio tuv     -> 1:tu
        lost          ->
        ready         -> "a", replayed(t1)
        audio t       ->
        audio uvw     -> 1:vw
        audio xyz     -> 1:xy
        audio ?       -> 1:z?
      `, { sampleBytes: 2 }],
      ['send text that came meanwhile with it', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
        lost          ->
        text 1 b      ->
        waiting       ->
        text 1 c      ->
        dialling      ->
        ready         -> "abc", replayed(t1)
      `],
      ['speak it again and emit all of it where asked to', `${speaking}
        words w       -> words(w0) [turn]
        lost          ->
        ready         -> "ab", flush, replayed(t1), segment(ab at 2) [first-audio turn]
        audio uv      -> 1:uv [turn]
        words w       -> words(w2) [turn]
      `, { replay: 'restart' }],
      ['go on to the next segment where asked to', `${speaking}
        lost          ->
        ready         -> "c"
        end 1         -> flush, segment(c at 2) [first-audio turn]
      `, { replay: 'skip' }],
      ['skip an unflushed segment up to its flush where asked to', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
        lost          ->
        text 1 b      ->
        unwanted      ->
        flush 1       ->
        text 1 c      -> dial
        end 1         ->
        ready         -> "c", flush, segment(c at 0) [first-audio turn]
      `, { replay: 'skip' }],
      ['end a turn that has nothing left after a skip', `
        turn 1        ->
        text 1 a      -> dial
        end 1         ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        lost          -> done(t1), 1|
      `, { replay: 'skip' }],
      ['fail the turn where asked to', `${speaking}
        turn 2        -> [turn]
        text 2 b      -> [turn]
        lost          -> 1#socket-lost
        ready         -> "b"
      `, { replay: 'fail' }],
      ['not fail a turn that has nothing on the line', `
        turn 1        ->
        text 1 a      -> dial
        lost          ->
        waiting       ->
        dialling      ->
        ready         -> "a"
      `, { replay: 'fail' }],
      ['restart where bytes cannot be cut by time, once any was emitted', `${speaking}
        lost          ->
        ready         -> "ab", flush, replayed(t1), segment(ab at 0) [first-audio turn]
        audio uv      -> 1:uv [turn]
      `, { sampleBytes: 0 }],
      ['not tell a segment twice where no byte of it was emitted', `
        turn 1        ->
        text 1 a      -> dial
        end 1         ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
      `, { sampleBytes: 0 }],
      ['tell words once, in ms of the turn', `
        turn 1        ->
        text 1 a      -> dial
        flush 1       ->
        text 1 b      ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        audio uv      -> 1:uv [turn]
        audio-end     -> [settle turn]
        flushed       -> "b"
        words xy      -> words(x2 y3)
        lost          ->
        ready         -> "b", replayed(t1)
        words x       ->
        words yz      -> words(z3)
      `],
    ]);
  });

  describe('patience', () => {
    const asked = `
        turn 1        ->
        text 1 a      -> dial
        end 1         ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]`;
    check([
      ['lose the line when no audio comes, and fail the turn the second time', `${asked}
        info          -> [first-audio turn]
        first-audio!  -> drop(turn-timeout) [turn]
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        first-audio!  -> hang up, 1#turn-timeout
      `],
      ['lose the line when the gateway falls silent, and fail the second time', `${asked}
        audio x       -> 1:x [turn]
        turn!         -> drop(turn-timeout)
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        audio x       -> [turn]
        turn!         -> hang up, 1#turn-timeout
      `],
      ['begin to count anew when audio comes that is new', `${asked}
        first-audio!  -> drop(turn-timeout) [turn]
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        audio x       -> 1:x [turn]
        turn!         -> drop(turn-timeout)
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        audio xy      -> 1:y [turn]
        flushed       -> [settle turn]
        audio-end     -> done(t1), 1| [idle]
      `],
      ['take an end without audio for an answer, and let it settle', `${asked}
        flushed       -> [first-audio settle turn]
        first-audio!  -> [settle turn]
        turn!         -> [settle]
        settle!       -> done(t1), 1| [idle]
      `],
      ['dial for the next turn after one failed', `${asked}
        turn 2        -> [first-audio turn]
        text 2 b      -> [first-audio turn]
        first-audio!  -> drop(turn-timeout) [turn]
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        turn!         -> hang up, dial, 1#turn-timeout
      `],
      ['fail at the first silence where lost lines fail', `${asked}
        first-audio!  -> drop(turn-timeout) [turn]
        lost          -> 1#socket-lost
      `, { replay: 'fail' }],
      ['not wait for audio that came before the flush', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
        audio x       -> 1:x
        end 1         -> flush, segment(a at 0) [turn]
      `],
    ]);
  });

  describe('errors', () => {
    const asked = `
        turn 1        ->
        text 1 a      -> dial
        end 1         ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]`;
    check([
      ['lose the line over one that may pass', `${asked}
        error e       -> drop(gateway-error), error(e) [first-audio turn]
        lost          ->
      `],
      ['fail the turn over one that will not', `${asked}
        turn 2        -> [first-audio turn]
        text 2 b      -> [first-audio turn]
        error final   -> hang up, dial, error(final), 1#gateway-error
      `],
      ['keep an idle line that has served', `${asked}
        flushed       -> [first-audio settle turn]
        settle!       -> done(t1), 1| [idle]
        error final   -> error(final) [idle]
      `],
      ['give up an idle line that never served', `
        warm          -> dial
        ready         -> [idle]
        error final   -> hang up, error(final)
      `],
      ['give up an idle line on stray audio', `${asked}
        flushed       -> [first-audio settle turn]
        audio-end     -> done(t1), 1| [idle]
        words w       -> stray(words 1) [idle]
        audio xyz     -> hang up, stray(3 bytes of audio 2)
        turn 2        ->
        text 2 b      -> dial
      `],
      ['give up a line on audio for a turn that has not spoken yet', `
        warm          -> dial
        turn 1        ->
        text 1 _      ->
        ready         -> [idle]
        audio x       -> hang up, stray(1 bytes of audio 1)
      `],
    ]);
  });

  describe('the line', () =>
    check([
      ['be dialled for warmth, once', `
        warm          -> dial
        warm          ->
        dialling      ->
        ready         -> [idle]
        warm          -> [idle]
        idle!         -> close, hang up
        warm          -> dial
      `],
      ['be kept while there is text on it', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
      `],
      ['fail all who waited when dialling is given up', `
        turn 1        ->
        turn 2        ->
        turn 3        ->
        text 1 a      -> dial
        text 3 c      ->
        flush 3       ->
        dialling      ->
        lost          ->
        gave-up       -> 1#socket-lost, 3#socket-lost
        text 2 b      -> dial
      `],
      ['let turns that have said all complete when dialling is given up', `
        turn 1        ->
        text 1 a      -> dial
        turn 2        ->
        end 2         ->
        gave-up       -> 1#socket-lost, done(t2), 2|
      `],
      ['hear nothing of a line that is not ready', `
        turn 1        ->
        text 1 a      -> dial
        audio x       ->
        flushed       ->
      `],
      ['be lost without a word when idle', `
        warm          -> dial
        ready         -> [idle]
        lost          ->
        unwanted      ->
        turn 1        ->
        text 1 a      -> dial
      `],
      ['be ended politely by close, which fails all', `
        turn 1        ->
        turn 2        ->
        text 1 a      -> dial
        ready         -> "a"
        close         -> close, hang up, 1#session-closed, 2#session-closed
      `],
      ['be ended by close while dialling', `
        warm          -> dial
        close         -> hang up
      `],
    ]));

  it('should tell what it waits for to nobody when the line is gone', () => {
    const { state } = play(`
      turn 1 ->
      text 1 a ->
      end 1 ->
      ready ->
      lost ->`);
    for (const timer of ['settle', 'first-audio', 'turn', 'fence', 'quiet', 'idle']) {
      expect(() => play(`${timer}!`)).toThrow('Nothing waits');
    }
    expect(state).toMatchObject({ line: 'dialling', carried: false, fence: 'none' });
  });
});
