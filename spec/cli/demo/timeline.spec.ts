import pc from 'picocolors';
import { timeline, timelineRow, wrapped } from '../../../src/cli/demo/timeline';
import { fakeIo } from '../../support/cli';

const plain = pc.createColors(false);

describe('timelineRow', () => {
  it('should stand in columns', () => {
    expect(timelineRow(plain, 420, 'you', 'stop')).toBe('   0.42 s  you    stop');
    expect(timelineRow(plain, 12_345, 'voice', 'more')).toBe('  12.35 s  voice  more');
  });

  it('should colour when and who', () => {
    expect(timelineRow(pc.createColors(true), 0, 'line', 'cut')).toContain('\u001b[33mline ');
  });
});

describe('wrapped', () => {
  it('should break between words, into the column of the text', () => {
    expect(wrapped('one two three four five six', 38)).toBe(
      `one two three four\n${' '.repeat(18)}five six`,
    );
  });

  it('should leave short, coloured and unbreakable text as it is', () => {
    const coloured = `\u001b[31m${'word '.repeat(30)}`;

    expect(wrapped('short', 80)).toBe('short');
    expect(wrapped(coloured, 40)).toBe(coloured);
    expect(wrapped('x'.repeat(60), 40)).toContain('xxx');
    expect(wrapped('x'.repeat(60), 40).replace(/\s/g, '')).toHaveLength(60);
  });
});

describe('timeline', () => {
  it('should write rows and headings', () => {
    const { io, out } = fakeIo([]);
    const show = timeline(io, false);

    show.heading('An act');
    show.row('ears', 'heard');
    show.line('the end');

    expect(out()).toMatch(/^\nAn act\n {3}0\.\d\d s {2}ears {3}heard\nthe end\n$/);
  });

  it('should show what goes on only where a person watches', () => {
    const { io, out } = fakeIo([]);

    timeline(io, false).live('voice', '▁▂▃');

    expect(out()).toBe('');
  });

  it('should rewrite what goes on in place, and take it away before the next row', () => {
    const { io, out } = fakeIo([], { tty: 'stdout', env: { NO_COLOR: '1' }, columns: 40 });
    const show = timeline(io, false);

    show.live('voice', 'a');
    show.live('voice', 'b'.repeat(50));
    show.settle();
    show.settle();

    const parts = out().split('\r\u001b[2K');
    expect(parts).toHaveLength(3);
    expect(parts[1]).toHaveLength(39);
    expect(parts[1]).toContain('…bbb');
    expect(parts[2]).toBe('');
  });

  it('should be JSON for programs, and nothing else', () => {
    const { io, records } = fakeIo([], { tty: 'all' });
    const show = timeline(io, true);

    show.heading('An act');
    show.live('voice', 'a');
    show.row('you', 'stop');

    expect(records()).toEqual([
      { type: 'event', at: expect.any(Number), actor: 'you', text: 'stop' },
    ]);
  });
});
