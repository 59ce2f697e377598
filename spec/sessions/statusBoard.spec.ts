import { type ConnectionStatus } from '../../src/sessions';
import { type StatusEntry, statusBoard } from '../../src/sessions/statusBoard';

const ready: ConnectionStatus = { state: 'ready' };
const connecting: ConnectionStatus = { state: 'connecting', attempt: 0 };
const gaveUp: ConnectionStatus = { state: 'closed' };

function board() {
  const shown: string[] = [];
  const enter = statusBoard(({ state }) => shown.push(state));
  return { shown, enter };
}

describe('statusBoard', () => {
  it('should show what the only line says, and idle when it leaves', () => {
    const { shown, enter } = board();
    const line = enter();
    line.publish(connecting);
    line.publish(ready);
    line.leave();
    line.leave();

    expect(shown).toEqual(['connecting', 'ready', 'idle']);
  });

  it.each<readonly [string, (line: StatusEntry) => void, readonly string[]]>([
    ['that never dialled', () => undefined, []],
    ['that is idle', (line) => line.publish({ state: 'idle' }), ['idle']],
    ['that gave up', (line) => line.publish(gaveUp), ['closed']],
  ])('should say nothing when a line leaves %s', (_, does, expected) => {
    const { shown, enter } = board();
    const line = enter();
    does(line);
    line.leave();

    expect(shown).toEqual(expected);
  });

  it('should follow the newest, and the newest that is left', () => {
    const { shown, enter } = board();
    const [first, second, third] = [enter(), enter(), enter()];
    first.publish(ready);
    third.publish(connecting);
    second.publish(ready);
    second.leave();
    third.leave();
    first.publish(connecting);

    expect(shown).toEqual(['connecting', 'ready', 'connecting']);
  });
});
