import { assert, constantFrom, integer, property, record, uint8Array } from 'fast-check';
import { bytesPerFrame, decodeWav, encodeWav, silence, wavHeader } from '../../src/audio';
import { atOddOffset, format, samples } from '../support/audio';

const mono = format('linear16', 16_000);
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function chunk(id: string, body: Uint8Array, size = body.length) {
  const head = new Uint8Array(8);
  head.set(ascii(id));
  new DataView(head.buffer).setUint32(4, size, true);
  return join(head, body, new Uint8Array(body.length % 2));
}

function fmt({ tag = 1, channels = 1, rate = 16_000, bits = 16, extra = new Uint8Array() } = {}) {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setUint16(0, tag, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, (rate * channels * bits) / 8, true);
  view.setUint16(12, (channels * bits) / 8, true);
  view.setUint16(14, bits, true);
  return chunk('fmt ', join(body, extra));
}

const riff = (...chunks: Uint8Array[]) => {
  const body = join(ascii('WAVE'), ...chunks);
  return chunk('RIFF', body);
};

/** What follows the 16 bytes of WAVE_FORMAT_EXTENSIBLE: its size, valid bits, speakers, and the GUID of the real tag. */
const extension = (tag: number) =>
  join(
    new Uint8Array([22, 0, 16, 0, 4, 0, 0, 0, tag, 0]),
    new Uint8Array([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]),
  );

const body = new Uint8Array([1, 2, 3, 4, 5, 6]);

describe('wavHeader', () => {
  it('should write the 44 bytes that every reader knows', () => {
    const header = wavHeader(format('linear16', 24_000, 2), 8);

    expect(Buffer.from(header).toString('hex')).toBe(
      '52494646' + '2c000000' + '57415645' + // RIFF, 44, WAVE
        '666d7420' + '10000000' + '0100' + '0200' + // fmt, 16, PCM, 2 channels
        'c05d0000' + '00770100' + '0400' + '1000' + // 24000 Hz, 96000 bytes/s, 4 bytes a frame, 16 bits
        '64617461' + '08000000', // data, 8
    ); // prettier-ignore
  });

  it.each([
    ['mulaw', 7],
    ['alaw', 6],
  ] as const)('should tag %s as %d with 8 bits', (encoding, tag) => {
    const view = new DataView(wavHeader(format(encoding, 8_000), 0).buffer);

    expect([view.getUint16(20, true), view.getUint16(34, true)]).toEqual([tag, 8]);
  });

  it('should leave the size open where a WAV cannot count it', () => {
    const view = new DataView(wavHeader(mono, 2 ** 32).buffer);

    expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([0xffffffff, 0xffffffff]);
  });

  it('should patch a file that was written before its size was known', () => {
    const file = join(wavHeader(mono, 0), body);
    expect(Array.from(decodeWav(file).data)).toEqual(Array.from(body));

    file.set(wavHeader(mono, body.length));
    expect(file).toEqual(encodeWav(body, mono));
  });

  it('should refuse encodings without samples', () => {
    expect(() => wavHeader(format('mp3'), 0)).toThrow(/^Writing a WAV needs/);
  });
});

describe('encodeWav', () => {
  it('should write chunks one after another', () => {
    const chunks = [samples([1, 2], mono), samples([], mono), samples([3], { ...mono })];

    expect(encodeWav(chunks, mono)).toEqual(encodeWav(samples([1, 2, 3], mono).data, mono));
  });

  it('should pad an odd size and count the pad byte in the file only', () => {
    const file = encodeWav(new Uint8Array([1, 2, 3]), format('alaw', 8_000));
    const view = new DataView(file.buffer);

    expect([file.length, view.getUint32(4, true), view.getUint32(40, true)]).toEqual([48, 40, 3]);
    expect(Array.from(decodeWav(file).data)).toEqual([1, 2, 3]);
  });

  it('should refuse a chunk of another format', () => {
    const chunks = [samples([1], mono), samples([1], format('linear16', 8_000))];

    expect(() => encodeWav(chunks, mono)).toThrow(
      expect.objectContaining({ code: 'format-mismatch', found: 'linear16 8000 Hz mono' }),
    );
  });

  it('should be undone by decodeWav', () => {
    const formats = record({
      encoding: constantFrom('linear16', 'mulaw', 'alaw'),
      sampleRate: integer({ min: 1, max: 192_000 }),
      channels: integer({ min: 1, max: 8 }),
    });
    assert(
      property(formats, uint8Array({ minLength: 1 }), (as, bytes) => {
        const whole = bytes.subarray(0, bytes.length - (bytes.length % bytesPerFrame(as)));
        const read = decodeWav(encodeWav(whole, as));

        expect(read.format).toEqual(as);
        // A size of 0 reads as "the rest", which for no samples is nothing as well.
        expect(Array.from(read.data)).toEqual(Array.from(whole));
      }),
    );
  });
});

describe('decodeWav', () => {
  it('should view the samples without copying them', () => {
    const file = encodeWav(silence(mono, 10), mono);

    expect(decodeWav(file).data.buffer).toBe(file.buffer);
  });

  it('should read at an odd offset', () => {
    expect(Array.from(decodeWav(atOddOffset(encodeWav(body, mono))).data)).toEqual([...body]);
  });

  it.each([
    ['chunks before and after', riff(chunk('LIST', ascii('INFOabc')), fmt(), chunk('fact', ascii('1234')), chunk('data', body), chunk('id3 ', ascii('x')))],
    ['the data before its format', riff(chunk('data', body), fmt())],
    ['a longer fmt chunk', riff(fmt({ extra: new Uint8Array(2) }), chunk('data', body))],
    ['WAVE_FORMAT_EXTENSIBLE', riff(fmt({ tag: 0xfffe, extra: extension(1) }), chunk('data', body))],
    ['a size of 0', riff(fmt(), chunk('data', body, 0))],
    ['a size of 0xFFFFFFFF', riff(fmt(), chunk('data', body, 0xffff_ffff))],
    ['the size SoX leaves in a pipe', riff(fmt(), chunk('data', body, 0x7fff_f000))],
    ['a last frame that is not whole', riff(fmt(), chunk('data', join(body, ascii('x'))))],
    ['two fmt chunks, by the first', riff(fmt(), fmt({ rate: 8_000 }), chunk('data', body))],
    ['two data chunks before its format', riff(chunk('data', body), chunk('data', ascii('zz')), fmt())],
    ['two data chunks, by the first', riff(fmt(), chunk('data', body), chunk('data', ascii('zz')))],
  ])('should read a file with %s', (_, file) => {
    expect(Array.from(decodeWav(file).data)).toEqual(Array.from(body));
    expect(decodeWav(file).format).toEqual(mono);
  }); // prettier-ignore

  it.each([
    ['mulaw', fmt({ tag: 7, bits: 8, rate: 8_000, extra: new Uint8Array(2) })],
    ['alaw', fmt({ tag: 6, bits: 8, rate: 8_000 })],
    ['mulaw', fmt({ tag: 0xfffe, bits: 8, rate: 8_000, extra: extension(7) })],
  ] as const)('should read %s', (encoding, head) => {
    expect(decodeWav(riff(head, chunk('data', body))).format).toEqual(format(encoding, 8_000));
  });

  const data = chunk('data', body);
  it.each([
    ['empty', new Uint8Array(), /: the file is empty\./, 'RIFF'],
    ['ID3', ascii('ID3\x04\0\0\0\0'), /not a WAV and looks like MP3 audio/, 'RIFF'],
    ['MPEG', new Uint8Array([0xff, 0xfb, 0x90, 0x64]), /looks like MP3 audio/, 'RIFF'],
    ['Ogg', ascii('OggS\0\x02\0\0'), /looks like Ogg audio/, 'RIFF'],
    ['FLAC', ascii('fLaC\0\0\0"'), /looks like FLAC audio/, 'RIFF'],
    ['MP4', ascii('\0\0\0 ftypM4A '), /looks like MP4 audio/, 'RIFF'],
    ['AIFF', ascii('FORM\0\0\0\0AIFF'), /looks like AIFF audio/, 'RIFF'],
    ['RF64', ascii('RF64\xff\xff\xff\xffWAVE'), /looks like a WAV over 4 GB/, 'RIFF'],
    ['text', ascii('{"error":"not found"}'), /looks like text/, 'RIFF'],
    ['raw samples', new Uint8Array(400), /looks like bytes of an unknown kind/, 'RIFF'],
    ['raw samples near zero', new Uint8Array(400).fill(0xff), /unknown kind/, 'RIFF'],
    ['RIFF but not WAVE', chunk('RIFF', ascii('AVI LIST')), /form "AVI ", not WAVE/, 'RIFF.form'],
    ['cut off in its header', ascii('RIFF\0\0'), /cut off after 6 bytes/, 'RIFF.form'],
    ['no chunks', riff(), /no fmt chunk \(no chunks at all\)/, 'fmt'],
    ['no fmt', riff(chunk('LIST', ascii('ab')), data), /no fmt chunk \(only "LIST", "data"\)/, 'fmt'],
    ['a short fmt', riff(chunk('fmt ', ascii('ab')), data), /has 2 bytes of at least 16/, 'fmt.size'],
    ['no data', riff(fmt(), chunk('LIST', ascii('ab'))), /no data chunk \(only "fmt ", "LIST"\)/, 'data'],
    ['8-bit', riff(fmt({ bits: 8 }), data), /samples are 8-bit PCM\. Convert it to 16-bit/, 'fmt.bitsPerSample'],
    ['24-bit', riff(fmt({ bits: 24 }), data), /samples are 24-bit PCM/, 'fmt.bitsPerSample'],
    ['32-bit', riff(fmt({ bits: 32 }), data), /samples are 32-bit PCM/, 'fmt.bitsPerSample'],
    ['float', riff(fmt({ tag: 3, bits: 32 }), data), /samples are 32-bit floating-point/, 'fmt.tag'],
    ['float inside', riff(fmt({ tag: 0xfffe, bits: 32, extra: extension(3) }), data), /32-bit floating-point/, 'fmt.tag'],
    ['an unknown tag', riff(fmt({ tag: 999 }), data), /unknown kind \(format tag 999\)/, 'fmt.tag'],
    ['16-bit mu-law', riff(fmt({ tag: 7 }), data), /samples are 16-bit mulaw/, 'fmt.bitsPerSample'],
    ['no channels', riff(fmt({ channels: 0 }), data), /has 0 channels/, 'fmt.channels'],
    ['no sample rate', riff(fmt({ rate: 0 }), data), /sample rate is 0 Hz/, 'fmt.sampleRate'],
    ['truncated', riff(fmt(), chunk('data', body, 4000)), /truncated: its data chunk claims 4000 bytes and 6 are there/, 'data.size'],
    ['a chunk over the end', riff(fmt(), chunk('LIST', body, 4000)), /no data chunk/, 'data'],
  ])('should refuse a file that is %s', (_, file, sentence, path) => {
    const read = () => decodeWav(file);

    expect(read).toThrow(expect.objectContaining({ code: 'decode-failed', path, retryable: false }));
    expect(read).toThrow(sentence);
    expect(read).toThrow(/^Reading a WAV file: .*\. .*\.$/);
  }); // prettier-ignore

  it('should show the first bytes of what is not a WAV', () => {
    expect(() => decodeWav(ascii('OggS\0\x02'))).toThrow(
      expect.objectContaining({ sample: '4f 67 67 53 00 02' }),
    );
  });

  it('should never fail in another way, whatever it is given', () => {
    const wav = riff(fmt(), data);
    assert(
      property(integer({ min: 0, max: wav.length }), uint8Array({ maxLength: 8 }), (at, noise) => {
        const file = new Uint8Array(wav);
        file.set(noise.subarray(0, wav.length - at), at);
        try {
          decodeWav(file.subarray(0, wav.length - noise.length));
        } catch (error) {
          expect(error).toMatchObject({ code: 'decode-failed' });
        }
      }),
    );
  });
});
