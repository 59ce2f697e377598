import { check } from './speakTable';

// prettier-ignore
describe('speakStep, of the line a turn is spoken on', () => {
  const speaking = `
        turn 1        ->
        text 1 a      -> dial
        flush 1       ->
        text 1 b      ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        audio x       -> 1:x [turn]`;

  describe('a fresh line that stands ready', () => {
    check([
      ['take the place of a line that carries nothing, and send what comes there', `
        warm          -> dial
        ready         -> [idle]
        renewed       -> swap [idle]
        ready         -> [idle]
        turn 1        -> [idle]
        text 1 a      -> "a"
        renewed       ->
        end 1         -> flush, segment(a at 0) [first-audio turn]
      `],
      ['wait for the end of the segment, and bring the next one', `${speaking}
        renewed       -> [turn]
        flushed       -> [settle turn]
        audio-end     -> swap
        ready         -> "b"
        end 1         -> flush, segment(b at 1) [first-audio turn]
        audio y       -> 1:y [turn]
        flushed       -> [settle turn]
        audio-end     -> done(t1), 1| [idle]
      `],
      ['wait for the end of the segment, and idle then', `
        turn 1        ->
        text 1 a      -> dial
        end 1         ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        renewed       -> [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> swap, done(t1), 1| [idle]
        ready         -> [idle]
        idle!         -> close, hang up
      `],
      ['wait for the end of a segment that has text on the line only', `
        turn 1        ->
        text 1 a      -> dial
        ready         -> "a"
        renewed       ->
        text 1 b      -> "b"
        end 1         -> flush, segment(ab at 0) [first-audio turn]
      `],
      ['wait for the fence to fall', `${speaking}
        turn 2        -> [turn]
        text 2 c      -> [turn]
        interrupt 1   -> clear, interrupted(t1) [fence]
        renewed       -> [fence]
        cleared       -> [fence quiet]
        quiet!        -> swap
        ready         -> "c"
      `],
      ['be asked for and be gone: then the line goes on', `${speaking}
        renewed       -> [turn]
        flushed       -> [settle turn]
        audio-end     -> swap
        kept          -> "b"
        end 1         -> flush, segment(b at 1) [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> done(t1), 1| [idle]
        flushed       -> stray(flushed 1) [idle]
      `],
      ['be forgotten with the line that it stood beside', `${speaking}
        renewed       -> [turn]
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        audio x       -> [turn]
        flushed       -> [settle turn]
        audio-end     -> "b"
      `],
      ['mean nothing without a line', `
        renewed       ->
        kept          ->
        turn 1        ->
        text 1 a      -> dial
        renewed       ->
        ready         -> "a"
        kept          ->
      `],
    ]);
  });

  describe('a list of gateways', () => {
    const asked = `
        turn 1        ->
        text 1 a      -> dial
        end 1         ->
        turn 2        ->
        text 2 b      ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]`;
    check([
      ['be tried to its end before an error that will not pass fails the turn', `${asked}
        error final   -> drop(gateway-error), error(final) [first-audio turn]
        lost final    ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        error final   -> drop(gateway-error), error(final) [first-audio turn]
        lost final    ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        error final   -> hang up, dial, error(final), 1#gateway-error
      `, { gateways: 3 }],
      ['be tried in the middle of a segment, where it is resumed', `${asked}
        audio x       -> 1:x [turn]
        error final   -> drop(gateway-error), error(final) [turn]
        lost final    ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        audio xy      -> 1:y [turn]
      `, { gateways: 2 }],
      ['be of no use where too much was asked for', `${asked}
        error large   -> hang up, dial, error(large), 1#gateway-error
      `, { gateways: 2 }],
      ['count refusals of one segment only', `
        turn 1        ->
        text 1 a      -> dial
        flush 1       ->
        text 1 b      ->
        ready         -> "a", flush, segment(a at 0) [first-audio turn]
        error final   -> drop(gateway-error), error(final) [first-audio turn]
        lost final    ->
        ready 1       -> "a", flush, replayed(t1) [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> "b"
        flush 1       -> flush, segment(b at 0) [first-audio turn]
        audio y       -> 1:y [turn]
        error final   -> drop(gateway-error), error(final) [turn]
      `, { gateways: 2 }],
      ...(['fail', 'skip'] as const).map((replay): [string, string, object] => [`be tried before the first audio with ${replay} too`, `${asked}
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        lost          -> ${replay === 'fail' ? '1#socket-lost' : 'done(t1), 1|'}
        ready         -> "b"
      `, { gateways: 2, replay }]),
      ['not be tried behind the first audio where lost lines fail', `${asked}
        audio x       -> 1:x [turn]
        error final   -> drop(gateway-error), error(final) [turn]
        lost final    -> 1#gateway-error
        ready         -> "b"
      `, { gateways: 2, replay: 'fail' }],
      ['each be given its time to speak', `${asked}
        first-audio!  -> drop(turn-timeout) [turn]
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        first-audio!  -> drop(turn-timeout) [turn]
        lost          ->
        ready         -> "a", flush, replayed(t1) [first-audio turn]
        first-audio!  -> hang up, dial, 1#turn-timeout
      `, { gateways: 3 }],
    ]);
  });

  describe('a route that speaks one segment a line', () => {
    const served = `${speaking}
        flushed       -> [settle turn]
        audio-end     -> "b"
        flush 1       -> flush, segment(b at 1) [first-audio turn]
        text 1 c      -> [first-audio turn]
        flush 1       -> [first-audio turn]`;
    const learned = `${served}
        error final   -> hang up, dial, error(final)
        ready         -> "b", flush [first-audio turn]
        audio y       -> 1:y [turn]
        flushed       -> [settle turn]`;
    check([
      ['be dialled anew at once, quietly, when it refuses the next', `${served}
        error final   -> hang up, dial, error(final)
        dialling      ->
        ready         -> "b", flush [first-audio turn]
        error final   -> hang up, error(final), 1#gateway-error
      `],
      ['be dialled anew at once where the segment before was interrupted, and ended behind the fence', `${speaking}
        turn 2 t2     -> [turn]
        text 2 b      -> [turn]
        end 2         -> [turn]
        interrupt 1   -> clear, interrupted(t1) [fence]
        audio-end     -> [fence quiet]
        cleared       -> [fence quiet]
        quiet!        -> "b", flush, segment(b at 0) [first-audio turn]
        error final   -> hang up, dial, error(final)
      `],
      ['be so in every mode of replay', `${served}
        error e       -> hang up, dial, error(e)
        ready         -> "b", flush [first-audio turn]
        error e       -> drop(gateway-error), error(e) [first-audio turn]
        lost          -> 1#socket-lost
      `, { replay: 'fail' }],
      ['not be taken for one after some audio, or where it asks for a rest', `${served}
        error slower  -> drop(gateway-error), error(slower) [first-audio turn]
        lost          ->
        ready         -> "b", flush, replayed(t1) [first-audio turn]
        audio y       -> 1:y [turn]
        flushed       -> [settle turn]
        audio-end     -> "c", flush, segment(c at 2) [first-audio turn]
        audio z       -> 1:z [turn]
        error final   -> hang up, error(final), 1#gateway-error
      `],
      ['be dialled from then on at the start of each segment, and not before', `${learned}
        audio-end     -> close, hang up, dial
        ready         -> "c", flush, segment(c at 2) [first-audio turn]
        audio z       -> 1:z [turn]
        flushed       -> [settle turn]
        audio-end     -> [idle]
        text 1 d      -> close, hang up, dial
        lost          ->
        ready         -> "d"
        flush 1       -> flush, segment(d at 3) [first-audio turn]
        end 1         -> [first-audio turn]
        flushed       -> [first-audio settle turn]
        audio-end     -> done(t1), 1| [idle]
        idle!         -> close, hang up
      `],
      ['go on at once with a fresh line that stands ready', `${learned}
        renewed       -> [settle turn]
        audio-end     -> swap
        ready         -> "c", flush, segment(c at 2) [first-audio turn]
      `],
      ['be forgotten with its gateway', `${learned}
        audio-end     -> close, hang up, dial
        ready 1       -> "c", flush, segment(c at 2) [first-audio turn]
        text 1 d      -> [first-audio turn]
        audio z       -> 1:z [turn]
        flushed       -> [settle turn]
        audio-end     -> "d"
      `],
      ['be learned from trouble that may pass only where it comes twice running', `${served}
        error e       -> hang up, dial, error(e)
        ready         -> "b", flush [first-audio turn]
        audio y       -> 1:y [turn]
        flushed       -> [settle turn]
        audio-end     -> "c", flush, segment(c at 2) [first-audio turn]
        text 1 d      -> [first-audio turn]
        error e       -> hang up, dial, error(e)
        ready         -> "c", flush [first-audio turn]
        audio y       -> 1:y [turn]
        flushed       -> [settle turn]
        audio-end     -> close, hang up, dial
      `],
      ['not be learned where a line speaks two in between', `${served}
        error e       -> hang up, dial, error(e)
        ready         -> "b", flush [first-audio turn]
        audio y       -> 1:y [turn]
        flushed       -> [settle turn]
        audio-end     -> "c", flush, segment(c at 2) [first-audio turn]
        text 1 d      -> [first-audio turn]
        audio y       -> 1:y [turn]
        flushed       -> [settle turn]
        audio-end     -> "d"
        error e       -> hang up, dial, error(e)
        ready         -> "d"
        audio y       -> 1:y
        flush 1       -> flush, segment(d at 3) [turn]
        text 1 e      -> [turn]
        flushed       -> [settle turn]
        audio-end     -> "e"
      `],
    ]);
  });
});
